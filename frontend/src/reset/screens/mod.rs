//! One view per screen. A view takes its screen's data and decides which screen comes next.

mod cancel_order;
mod choose_password;
mod done;
mod identify;
mod later;
mod prove;
mod stopped;
mod waiting;

use api_contract::start_reset::AnonymousPurpose;
pub(super) use identify::SOLVER;
use leptos::prelude::*;

use crate::{
    api::Failure,
    clock::Moment,
    error_message::ErrorMessage,
    reset::error_action::{ErrorAction, error_action},
    reset::screen::{Reset, Screen},
    second_part,
    words::{self, Message},
};

/// Returns the view of a screen.
pub(crate) fn show(screen: Screen, go: Callback<Screen>) -> AnyView {
    match screen {
        Screen::Identify(data) => identify::identify(data, go),
        Screen::Prove(_)
        | Screen::EnterCode(_)
        | Screen::ChoosePassword(_)
        | Screen::Waiting(_)
        | Screen::Done(_)
        | Screen::Stopped(_)
        | Screen::CancelOrder(_) => {
            let open: fn(_, _) -> _ = later::open;
            second_part::opaque(open)(screen, go)
        }
    }
}

/// Returns the title of a screen, for its heading and for the window.
pub(crate) fn title(screen: &Screen) -> Message {
    match screen {
        Screen::Identify(_) => words::identify_title(),
        Screen::Prove(data) if data.reset.gates.passed > 0 => words::prove_title_second(),
        Screen::Prove(_) => words::prove_title(),
        Screen::EnterCode(_) => words::code_title(),
        Screen::ChoosePassword(data) if choose_password::is_too_recent(data) => words::too_recent_title(),
        Screen::ChoosePassword(_) => words::password_title(),
        Screen::Waiting(data) => waiting::title(data),
        Screen::Done(data) => match data.purpose {
            AnonymousPurpose::ResetPassword => words::done_title_password(),
            AnonymousPurpose::UnlockAccount => words::done_title_unlock(),
        },
        Screen::Stopped(data) => data.stop_reason.title(),
        Screen::CancelOrder(_) => words::cancel_title(),
    }
}

/// Shows an error on the current screen, or ends the reset.
fn apply_action(
    action: ErrorAction,
    reset: &Reset,
    error: RwSignal<Option<ErrorMessage>>,
    go: Callback<Screen>,
) {
    match action {
        ErrorAction::Show(text) => error.set(Some(text)),
        ErrorAction::Stop(stop_reason, code) => go.run(reset.stop(stop_reason, code)),
    }
}

fn handle_failure(
    failure: &Failure,
    reset: &Reset,
    error: RwSignal<Option<ErrorMessage>>,
    go: Callback<Screen>,
) {
    apply_action(error_action(failure, Moment::now()), reset, error, go);
}
