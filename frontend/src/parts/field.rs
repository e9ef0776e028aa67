//! A field for one line of text.

use leptos::prelude::*;

use super::{Tag, dynamic, tag};
use crate::words::Message;

/// The input's `type` (`text`, `tel` or `email`) and its `autocomplete` value.
pub(crate) type Kind = (&'static str, &'static str);

/// Returns a labeled field with a hint. It is marked while `is_wanting`.
pub(crate) fn field(
    id: &'static str,
    label: Message,
    hint: Message,
    (kind, autocomplete): Kind,
    value: RwSignal<String>,
    is_invalid: RwSignal<bool>,
) -> Tag {
    let hint_id = format!("{id}-hint");
    let line = input(id, autocomplete, autocomplete)
        .set("type", kind)
        .put("aria-describedby", hint_id.clone())
        .follow("aria-invalid", dynamic(move || is_invalid.get().to_string()))
        .value(dynamic(move || value.get()))
        .on("input", move |event| value.set(event_target_value(&event)));
    tag("div")
        .class("field")
        .tag(tag("label").set("for", id).text(label))
        .tag(tag("p").class("hint").put("id", hint_id).text(hint))
        .tag(line)
}

/// Returns an input in which the browser corrects nothing.
pub(super) fn input(id: &'static str, name: &'static str, autocomplete: &'static str) -> Tag {
    tag("input")
        .set("id", id)
        .set("name", name)
        .set("autocomplete", autocomplete)
        .set("autocapitalize", "none")
        .set("spellcheck", "false")
}
