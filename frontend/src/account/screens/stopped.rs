//! The screen of a flow that cannot continue: the reason, what to do, and another try.

use api_contract::DirectoryRefusal;
use leptos::prelude::*;

use crate::{
    account::{context::AccountContext, error_action::StopReason, screen::Stopped},
    parts::{heading, paragraph, picture, submit_at_once, tag},
    words,
};

/// The address at which a user unlocks an account.
pub(super) const UNLOCK: &str = "/?purpose=unlock-account";

/// Returns the view with the reason and what can be done.
pub(super) fn stopped(data: Stopped, context: AccountContext) -> AnyView {
    let code = data.support_code.map(|code| {
        let code = tag("strong").class("code").text(words::support_code(code.as_str()));
        let hint = tag("span").class("fine").text(words::support_code_hint());
        tag("p").class("support").tag(code).plain(" ".to_owned()).tag(hint)
    });
    let unlock = (data.stop_reason == StopReason::Refused(DirectoryRefusal::AccountLocked)).then(|| {
        let link = tag("a").set("href", UNLOCK).text(words::sign_in_unlock());
        tag("p").class("beside").tag(link)
    });
    let retry = data.retry;
    tag("form")
        .on_submit(move || {
            let retry = (*retry).clone();
            // The opening screen does not ask for the session by itself.
            if retry == crate::account::screen::Screen::Opening {
                leptos::task::spawn_local(context.ask_session());
            }
            context.go(retry);
        })
        .tag(picture("badge stop"))
        .tag(heading(data.stop_reason.title()))
        .tag(paragraph("lead strong", data.stop_reason.text()))
        .tag_if(data.stop_reason.remedy().map(|remedy| tag("p").text(remedy)))
        .tag_if(code)
        .tag(submit_at_once(words::try_again()))
        .tag_if(unlock)
        .into_view()
}
