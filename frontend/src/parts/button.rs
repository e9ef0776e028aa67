//! Buttons.

use leptos::prelude::*;

use super::{I18n, Tag, dynamic, tag};
use crate::words::{self, Message};

/// Returns the button that sends the form. It stays focusable while busy, so that keyboard focus is not lost.
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

/// Returns the button of a form without a wait.
pub(crate) fn submit_at_once(label: Message) -> Tag {
    submit(label, words::working(), RwSignal::new(false))
}

/// Returns a button for an action beside the form.
pub(crate) fn quiet_button(label: Message, press: Callback<()>) -> Tag {
    button("quiet").text(label).on("click", move |_| press.run(()))
}

/// Returns a button that does not send the form.
pub(crate) fn button(class: &'static str) -> Tag {
    tag("button").set("type", "button").class(class)
}
