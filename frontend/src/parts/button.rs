//! Buttons.

use leptos::prelude::*;

use super::{I18n, Tag, dynamic, tag};
use crate::words::{self, Message};

/// Sends the form. It stays focusable while it works, so that a keyboard does not lose its place.
pub(crate) fn submit(label: Message, working: Message, busy: RwSignal<bool>) -> Tag {
    let text =
        I18n::from_context().dynamic_text(move || if busy.get() { working.clone() } else { label.clone() });
    tag("button")
        .set("type", "submit")
        .class("primary")
        .class_if("busy", move || busy.get())
        .follow("aria-disabled", dynamic(move || busy.get().to_string()))
        .dynamic_text(text)
}

/// Sends a form that nobody has to wait for.
pub(crate) fn submit_at_once(label: Message) -> Tag {
    submit(label, words::working(), RwSignal::new(false))
}

/// Does something beside the form.
pub(crate) fn quiet(label: Message, press: Callback<()>) -> Tag {
    button("quiet").text(label).on("click", move |_| press.run(()))
}

/// A button that does not send the form.
pub(crate) fn button(class: &'static str) -> Tag {
    tag("button").set("type", "button").class(class)
}
