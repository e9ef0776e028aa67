//! A field for one line of text.

use leptos::prelude::*;

use super::{FieldError, Tag, dynamic, tag};
use crate::words::Message;

/// The input's `type` (`text`, `tel` or `email`) and its `autocomplete` value.
pub(crate) type Kind = (&'static str, &'static str);

/// Returns a labeled field with a hint, and with its error between them and the input, where a keyboard on the screen
/// does not cover it.
pub(crate) fn field(
    id: &'static str,
    label: Message,
    hint: Message,
    (kind, autocomplete): Kind,
    value: RwSignal<String>,
    error: FieldError,
) -> Tag {
    let hint_id = format!("{id}-hint");
    let line = input(id, autocomplete, autocomplete)
        .set("type", kind)
        .put("aria-describedby", format!("{hint_id} {}", FieldError::id(id)))
        .follow("aria-invalid", dynamic(move || error.is_shown().to_string()))
        .value(dynamic(move || value.get()))
        .on("input", move |event| value.set(event_target_value(&event)));
    tag("div")
        .class("field")
        .tag(tag("label").set("for", id).text(label))
        .tag(tag("p").class("hint").put("id", hint_id).text(hint))
        .tag(error.view(id))
        .tag(line)
}

/// Returns a required input in which the browser corrects nothing.
pub(super) fn input(id: &'static str, name: &'static str, autocomplete: &'static str) -> Tag {
    tag("input")
        .set("id", id)
        .set("name", name)
        .set("autocomplete", autocomplete)
        .set("autocapitalize", "none")
        .set("spellcheck", "false")
        .set("aria-required", "true")
}
