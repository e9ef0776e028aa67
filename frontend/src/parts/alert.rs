//! The box in which an error is shown on the current screen.

use leptos::prelude::*;

use super::{Tag, follow::note_alert_change, tag};
use crate::{error_message::ErrorMessage, words};

/// Returns the box. It is always in the document, so that screen readers announce what appears in it.
pub(crate) fn alert(error: RwSignal<Option<ErrorMessage>>) -> Tag {
    tag("div").set("role", "alert").dynamic_child(move || {
        note_alert_change();
        let error = error.get()?;
        Some(alert_with(tag("p").text(error.text.clone()), error))
    })
}

/// Returns the box with a text, and with the support code of an error if it has one.
pub(super) fn alert_with(text: Tag, error: ErrorMessage) -> AnyView {
    let code = error.support_code.map(|code| tag("p").class("fine").text(words::support_code(code.as_str())));
    tag("div").class("alert").tag(text).tag_if(code).into_view()
}
