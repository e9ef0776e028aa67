//! One view per step: it takes the step's data and says which step comes next.

mod add_method;
mod change_password;
mod changed;
mod confirm;
mod freeze_account;
mod later;
mod lift_freeze;
mod method;
mod prove;
mod register;
mod security_info;
mod sign_in;
mod stopped;
mod waiting;

use leptos::{prelude::*, task::spawn_local};

use super::{here::Here, step::Step};
use crate::{
    api,
    parts::{Tag, heading, paragraph, picture, tag},
    rest,
    trouble::support_code,
    words::{self, Message},
};

/// The view of a step, which says which step comes next.
pub(crate) fn show(step: Step, here: Here) -> AnyView {
    match step {
        Step::Opening => loading(words::opening_title()).done(),
        Step::SignIn(note) => sign_in::sign_in(note, here),
        Step::FreezeAccount(token) => freeze_account::freeze_account(token),
        Step::Stopped(data) => stopped::stopped(data, here),
        Step::Prove(_)
        | Step::LiftFreeze(_)
        | Step::Register(_)
        | Step::AddMethod(_)
        | Step::Confirm(_)
        | Step::SecurityInfo(_)
        | Step::StartChange(_)
        | Step::ChangePassword(_)
        | Step::Waiting(_)
        | Step::Changed(_) => {
            let open: fn(_, _) -> _ = later::open;
            rest::behind(open)(step, here)
        }
    }
}

/// What a step is called, in its heading and in the window's title.
pub(crate) fn title(step: &Step) -> Message {
    match step {
        Step::Opening => words::opening_title(),
        Step::SignIn(_) => words::sign_in_title(),
        Step::Prove(_) => words::prove_title_second(),
        Step::LiftFreeze(_) => words::frozen_title(),
        Step::Register(_) => words::register_title(),
        Step::AddMethod(data) => add_method::title(data.kind),
        Step::Confirm(_) => words::confirm_title(),
        Step::SecurityInfo(_) => words::security_info_title(),
        Step::StartChange(_) => words::change_title(),
        Step::ChangePassword(data) => change_password::title(data),
        Step::Waiting(_) => words::waiting_title_password(),
        Step::Changed(_) => words::done_title_password(),
        Step::FreezeAccount(_) => words::freeze_title(),
        Step::Stopped(data) => data.ending.title(),
    }
}

/// While the person has nothing to do.
fn loading(title: Message) -> Tag {
    tag("div").class("waiting").set("aria-busy", "true").tag(picture("spinner")).tag(heading(title))
}

/// Asks for the rules and the agents' keys.
fn start_change(is_demanded: bool, here: Here) -> AnyView {
    crate::banned::fetch();
    spawn_local(async move {
        match api::start_change::start_change().await {
            Ok(response) => here.go(Step::change_started(response, is_demanded)),
            Err(failure) => {
                let trouble = RwSignal::new(None);
                here.settle(&failure, trouble);
                if let Some(trouble) = trouble.get_untracked() {
                    let ending = super::trouble::Ending::Failed(trouble);
                    here.go(Step::StartChange(is_demanded).stopped(ending, support_code(&failure)));
                }
            }
        }
    });
    loading(words::change_title()).tag(paragraph("lead", words::working())).done()
}
