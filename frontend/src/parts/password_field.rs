//! A field for a password.

use leptos::prelude::*;

use super::{FieldError, I18n, Tag, button, dynamic, field::input, tag};
use crate::{
    secret::Password,
    words::{self, Message},
};

/// Returns a labeled field whose text can be shown. One of several fields has the button for that. Pasting is allowed:
/// password managers do it. `describedby` is the id of the element that describes the field in addition to its error.
pub(crate) fn password_field(
    (id, autocomplete): (&'static str, &'static str),
    label: Message,
    describedby: &'static str,
    password: RwSignal<Password>,
    is_visible: RwSignal<bool>,
    error: FieldError,
    has_switch: bool,
) -> Tag {
    let line = input(id, id, autocomplete)
        .follow("type", dynamic(move || if is_visible.get() { "text" } else { "password" }.to_owned()))
        .put("aria-describedby", format!("{describedby} {}", FieldError::id(id)).trim_start().to_owned())
        .follow("aria-invalid", dynamic(move || error.is_shown().to_string()))
        .value(dynamic(move || password.with(|password| password.as_str().to_owned())))
        .on("input", move |event| password.set(event_target_value(&event).into()));
    let line = tag("div").class("with-switch").tag(line);
    let line = if has_switch { with_switch(line, is_visible) } else { line };
    tag("div").class("field").tag(tag("label").set("for", id).text(label)).tag(error.view(id)).tag(line)
}

/// Adds the button that shows and hides the password, and its state for screen readers.
fn with_switch(line: Tag, is_visible: RwSignal<bool>) -> Tag {
    let i18n = I18n::from_context();
    let text = i18n
        .dynamic_text(move || if is_visible.get() { words::password_hide() } else { words::password_show() });
    let state =
        i18n.dynamic_text(
            move || if is_visible.get() { words::password_shown() } else { words::password_hidden() },
        );
    let press = button("switch")
        .dynamic_text(text)
        .on("click", move |_| is_visible.update(|is_visible| *is_visible = !*is_visible));
    line.tag(press).tag(tag("span").class("for-ears").set("role", "status").dynamic_text(state))
}
