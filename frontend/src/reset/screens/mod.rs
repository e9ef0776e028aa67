//! One view per screen: it takes the screen's data and says which screen comes next.

mod cancel_order;
mod choose_password;
mod done;
mod identify;
mod later;
mod prove;
mod stopped;
mod waiting;

use api_contract::start_reset::Purpose;
use leptos::prelude::*;

use crate::{
    api::Failure,
    clock::Moment,
    reset::screen::{Reset, Screen},
    reset::trouble::{Consequence, consequence},
    rest,
    trouble::Trouble,
    words::{self, Message},
};

/// The view of a screen, which says which screen comes next.
pub(crate) fn show(screen: Screen, go: Callback<Screen>) -> AnyView {
    match screen {
        Screen::Identify(data) => identify::identify(data, go),
        Screen::CancelOrder(token) => cancel_order::cancel_order(token),
        Screen::Prove(_)
        | Screen::ChoosePassword(_)
        | Screen::Waiting(_)
        | Screen::Done(_)
        | Screen::Stopped(_) => {
            let open: fn(_, _) -> _ = later::open;
            rest::behind(open)(screen, go)
        }
    }
}

/// What a screen is called, in its heading and in the window's title.
pub(crate) fn title(screen: &Screen) -> Message {
    match screen {
        Screen::Identify(_) => words::identify_title(),
        Screen::Prove(data) if data.reset.gates.passed > 0 => words::prove_title_second(),
        Screen::Prove(_) => words::prove_title(),
        Screen::ChoosePassword(data) if choose_password::is_too_recent(data) => words::too_recent_title(),
        Screen::ChoosePassword(_) => words::password_title(),
        Screen::Waiting(data) => waiting::title(data),
        Screen::Done(data) => match data.purpose {
            Purpose::ResetPassword => words::done_title_password(),
            Purpose::UnlockAccount => words::done_title_unlock(),
        },
        Screen::Stopped(data) => data.ending.title(),
        Screen::CancelOrder(_) => words::cancel_title(),
    }
}

/// Says what went wrong where the person is, or ends the attempt.
fn settle(follows: Consequence, reset: &Reset, trouble: RwSignal<Option<Trouble>>, go: Callback<Screen>) {
    match follows {
        Consequence::Stay(text) => trouble.set(Some(text)),
        Consequence::Stop(ending, code) => go.run(reset.stopped(ending, code)),
    }
}

fn settle_failure(
    failure: &Failure,
    reset: &Reset,
    trouble: RwSignal<Option<Trouble>>,
    go: Callback<Screen>,
) {
    settle(consequence(failure, Moment::now()), reset, trouble, go);
}
