//! The link of a notice: "this was not me". Opening the link changes nothing.

use api_contract::ProblemKind::{ResetExpired, StepNotAllowed, TokenInvalid};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    api, browser,
    clock::Moment,
    company,
    error_message::{ErrorMessage, error_message},
    parts::{Tag, alert, contact, heading, picture, submit, tag},
    words,
};

/// The id of the sentence that says that the account is frozen.
const RESULT: &str = "result";

/// Returns the view that explains a freeze and orders it.
pub(super) fn freeze_account(token: String) -> AnyView {
    let is_done = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let error = RwSignal::new(None::<ErrorMessage>);
    let freeze = move || {
        if busy.get_untracked() || is_done.get_untracked() {
            return;
        }
        busy.set(true);
        error.set(None);
        let token = token.clone();
        spawn_local(async move {
            let outcome = api::freeze_account::freeze_account(&token).await;
            busy.set(false);
            match outcome {
                Ok(_) => {
                    is_done.set(true);
                    spawn_local(browser::focus_soon(RESULT));
                }
                Err(failure) => error.set(Some(match failure.kind() {
                    Some(ResetExpired | StepNotAllowed | TokenInvalid) => words::freeze_late().into(),
                    Some(_) | None => error_message(&failure, Moment::now()),
                })),
            }
        });
    };
    let text = move || Some(if is_done.get() { confirmation_view() } else { question_view() }.into_view());
    let button =
        move || (!is_done.get()).then(|| submit(words::freeze_submit(), words::working(), busy).into_view());
    tag("form")
        .on_submit(freeze)
        .tag(heading(words::freeze_title()))
        .tag(alert(error))
        .tag(tag("div").set("role", "status").dynamic_child(text))
        .dynamic_child(button)
        .into_view()
}

fn question_view() -> Tag {
    let effects = [words::freeze_sessions(), words::freeze_resets(), words::freeze_lift()];
    let list = effects.map(|text| tag("li").text(text)).into_iter().fold(tag("ul").class("next"), Tag::tag);
    tag("div").tag(tag("p").class("lead strong").text(words::freeze_text())).tag(list)
}

fn confirmation_view() -> Tag {
    tag("div")
        .tag(picture("badge lock"))
        .tag(tag("p").class("lead strong").set("id", RESULT).set("tabindex", "-1").text(words::freeze_done()))
        .tag(tag("p").text(words::freeze_next()))
        .dynamic_child(help_desk)
}

/// Returns how to reach the help desk.
fn help_desk() -> Option<AnyView> {
    let config = company::config();
    Some(contact(tag("p").class("support"), config.get()?)?.into_view())
}
