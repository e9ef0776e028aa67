//! The screen after the directory confirmed an order.

use api_contract::start_reset::AnonymousPurpose;
use leptos::prelude::*;

use crate::{
    parts::{Tag, heading, paragraph, picture, quiet_button, tag},
    reset::screen::{Done, Identify, Screen},
    reset::screens::title,
    words::{self, Value},
};

/// Returns the view that says what was done and what to do next.
pub(super) fn done(data: Done, go: Callback<Screen>) -> AnyView {
    let title = title(&Screen::Done(data.clone()));
    let confirmed = data.confirmed.map(|at| paragraph("lead", words::done_confirmed(Value::TimeOfDay(at))));
    let receipt = data.job.map(|job| paragraph("fine receipt", words::done_receipt(job.as_str())));
    let next = match data.purpose {
        AnonymousPurpose::ResetPassword => {
            [words::done_next_sign_in(), words::done_next_devices(), words::done_next_close()]
        }
        AnonymousPurpose::UnlockAccount => {
            [words::done_next_sign_in_unlock(), words::done_next_devices_unlock(), words::done_next_forgot()]
        }
    };
    let list = next.map(|text| tag("li").text(text)).into_iter().fold(tag("ul").class("next"), Tag::tag);
    let over = Screen::Identify(Identify { user_id: data.user_id, purpose: AnonymousPurpose::ResetPassword });
    let press = Callback::new(move |()| go.run(over.clone()));
    let is_unlock = data.purpose == AnonymousPurpose::UnlockAccount;
    tag("div")
        .class("done")
        .tag(picture("badge check"))
        .tag(heading(title))
        .tag_if(confirmed)
        .tag(tag("h2").class("what-now").text(words::done_next()))
        .tag(list)
        .tag_if(is_unlock.then(|| quiet_button(words::start_over(), press)))
        .tag_if(receipt)
        .into_view()
}
