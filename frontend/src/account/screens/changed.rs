//! The screen after the directory confirmed a change.

use leptos::prelude::*;

use crate::{
    account::{
        context::AccountContext,
        screen::{Changed, Screen},
    },
    parts::{Tag, heading, paragraph, picture, submit_at_once, tag},
    words::{self, Value},
};

/// Returns the confirmation and what to do next. The change has ended the session.
pub(super) fn changed(data: Changed, context: AccountContext) -> AnyView {
    let confirmed = data.confirmed.map(|at| paragraph("lead", words::done_confirmed(Value::TimeOfDay(at))));
    let receipt = data.job.map(|job| paragraph("fine receipt", words::done_receipt(job.as_str())));
    let next = [words::done_signed_out(), words::done_next_devices()];
    let list = next.map(|text| tag("li").text(text)).into_iter().fold(tag("ul").class("next"), Tag::tag);
    context.idle_until.set(None);
    tag("form")
        .class("done")
        .on_submit(move || context.go(Screen::SignIn(None)))
        .tag(picture("badge check"))
        .tag(heading(words::done_title_password()))
        .tag_if(confirmed)
        .tag(tag("h2").class("what-now").text(words::done_next()))
        .tag(list)
        .tag(submit_at_once(words::sign_in_title()))
        .tag_if(receipt)
        .into_view()
}
