//! The box of an error that counts the seconds until another code may be sent.

use leptos::prelude::*;

use super::{I18n, Tag, Ticker, alert::alert_with, follow::note_alert_change, tag};
use crate::{
    clock::Moment,
    error_message::{ErrorMessage, send_too_soon},
};

/// Returns the box. It is announced when it appears and not every second.
pub(crate) fn counting_alert(error: RwSignal<Option<ErrorMessage>>) -> Tag {
    tag("div").set("role", "alert").dynamic_child(move || {
        note_alert_change();
        let error = error.get()?;
        let text = error.wait.map_or_else(|| tag("p").text(error.text.clone()), countdown);
        Some(alert_with(text, error))
    })
}

fn countdown(until: Moment) -> Tag {
    let ticker = Ticker::from_context();
    let text = I18n::from_context().dynamic_text(move || send_too_soon(ticker.seconds_left(until)));
    tag("p").set("aria-live", "off").dynamic_text(text)
}
