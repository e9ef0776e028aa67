//! One view per screen. A view takes its screen's data and decides which screen comes next.

mod add_method;
mod change_password;
mod changed;
mod confirm;
mod entries;
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

use super::{context::AccountContext, screen::Screen};
use crate::{
    api,
    error_message::support_code,
    parts::{Tag, heading, paragraph, picture, tag},
    second_part,
    words::{self, Message},
};

/// Returns the view of a screen.
pub(crate) fn show(screen: Screen, context: AccountContext) -> AnyView {
    match screen {
        Screen::Opening => loading(words::opening_title()).into_view(),
        Screen::SignIn(reason) => sign_in::sign_in(reason, context),
        Screen::Stopped(data) => stopped::stopped(data, context),
        Screen::Prove(_)
        | Screen::LiftFreeze(_)
        | Screen::Register(_)
        | Screen::AddMethod(_)
        | Screen::Confirm(_)
        | Screen::SecurityInfo(_)
        | Screen::StartChange(_)
        | Screen::ChangePassword(_)
        | Screen::Waiting(_)
        | Screen::Changed(_)
        | Screen::FreezeAccount(_) => {
            let open: fn(_, _) -> _ = later::open;
            second_part::opaque(open)(screen, context)
        }
    }
}

/// Returns the title of a screen, for its heading and for the window.
pub(crate) fn title(screen: &Screen) -> Message {
    match screen {
        Screen::Opening => words::opening_title(),
        Screen::SignIn(_) => words::sign_in_title(),
        Screen::Prove(_) => words::prove_title_second(),
        Screen::LiftFreeze(_) => words::frozen_title(),
        Screen::Register(_) => words::register_title(),
        Screen::AddMethod(data) => add_method::title(data.kind),
        Screen::Confirm(_) => words::confirm_title(),
        Screen::SecurityInfo(_) => words::security_info_title(),
        Screen::StartChange(_) => words::change_title(),
        Screen::ChangePassword(data) => change_password::title(data),
        Screen::Waiting(_) => words::waiting_title_password(),
        Screen::Changed(_) => words::done_title_password(),
        Screen::FreezeAccount(_) => words::freeze_title(),
        Screen::Stopped(data) => data.stop_reason.title(),
    }
}

/// Returns a view for a time in which the user has nothing to do.
fn loading(title: Message) -> Tag {
    tag("div").class("waiting").set("aria-busy", "true").tag(picture("spinner")).tag(heading(title))
}

/// Starts a change, which brings the password rules and the agents' keys.
fn start_change(is_demanded: bool, context: AccountContext) -> AnyView {
    crate::banned::fetch();
    spawn_local(async move {
        match api::start_change::start_change().await {
            Ok(response) => context.go(Screen::from_started_change(response, is_demanded)),
            Err(failure) => {
                let error = RwSignal::new(None);
                context.handle_failure(&failure, error);
                if let Some(error) = error.get_untracked() {
                    let stop_reason = super::error_action::StopReason::Failed(error);
                    context.go(Screen::StartChange(is_demanded).stop(stop_reason, support_code(&failure)));
                }
            }
        }
    });
    loading(words::change_title()).tag(paragraph("lead", words::working())).into_view()
}
