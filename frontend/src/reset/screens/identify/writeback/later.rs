//! Says that no password can be written, and since when.

use api_contract::show_config::Writeback;
use leptos::prelude::*;

use crate::{clock::Moment, parts::tag, words};

/// Returns the note.
pub(in crate::reset::screens::identify) fn open(writeback: &Writeback) -> AnyView {
    let last = writeback.last_available_at.as_deref().and_then(Moment::parse);
    let last = last.map(|moment| tag("p").text(words::writeback_last(moment)));
    tag("div").class("support").tag(tag("p").text(words::writeback_away())).tag_if(last).into_view()
}
