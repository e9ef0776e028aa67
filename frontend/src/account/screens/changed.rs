//! The screen after the directory confirmed a change.

use leptos::prelude::*;

use crate::{
    account::screen::Changed,
    parts::{Tag, heading, paragraph, picture, tag},
    words::{self, Value},
};

/// Returns the confirmation and what to do next.
pub(super) fn changed(data: Changed) -> AnyView {
    let confirmed = data.confirmed.map(|at| paragraph("lead", words::done_confirmed(Value::TimeOfDay(at))));
    let receipt = data.job.map(|job| paragraph("fine receipt", words::done_receipt(job.as_str())));
    let next = [words::done_next_sign_in(), words::done_next_devices()];
    let list = next.map(|text| tag("li").text(text)).into_iter().fold(tag("ul").class("next"), Tag::tag);
    tag("div")
        .class("done")
        .tag(picture("badge check"))
        .tag(heading(words::done_title_password()))
        .tag_if(confirmed)
        .tag(tag("h2").class("what-now").text(words::done_next()))
        .tag(list)
        .tag(tag("a").class("primary link").set("href", "/security-info").text(words::identify_submit()))
        .tag_if(receipt)
        .into_view()
}
