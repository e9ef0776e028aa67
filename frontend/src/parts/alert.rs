//! The box in which an error is shown on the current screen.

use leptos::prelude::*;

use super::{I18n, Tag, Ticker, tag};
use crate::{
    clock::Moment,
    error_message::{ErrorMessage, send_too_soon},
    words,
};

/// Returns the box. It is always in the document, so that screen readers announce what appears in it.
pub(crate) fn alert(error: RwSignal<Option<ErrorMessage>>) -> Tag {
    tag("div").set("role", "alert").dynamic_child(move || error.get().map(view))
}

fn view(error: ErrorMessage) -> AnyView {
    let code = error.support_code.map(|code| tag("p").class("fine").text(words::support_code(code.as_str())));
    let text = match error.wait {
        Some(wait) => countdown(wait),
        None => tag("p").text(error.text),
    };
    tag("div").class("alert").tag(text).tag_if(code).into_view()
}

/// Returns a text that counts seconds. It is announced when it appears and not every second.
fn countdown(until: Moment) -> Tag {
    let ticker = Ticker::from_context();
    let text = I18n::from_context().dynamic_text(move || send_too_soon(ticker.seconds_left(until)));
    tag("p").set("aria-live", "off").dynamic_text(text)
}
