//! One view per step: it takes the step's data and says which step comes next.

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
    reset::step::{Reset, Step},
    reset::trouble::{Consequence, consequence},
    rest,
    trouble::Trouble,
    words::{self, Message},
};

/// The view of a step, which says which step comes next.
pub(crate) fn show(step: Step, go: Callback<Step>) -> AnyView {
    match step {
        Step::Identify(data) => identify::identify(data, go),
        Step::CancelOrder(token) => cancel_order::cancel_order(token),
        Step::Prove(_) | Step::ChoosePassword(_) | Step::Waiting(_) | Step::Done(_) | Step::Stopped(_) => {
            let open: fn(_, _) -> _ = later::open;
            rest::behind(open)(step, go)
        }
    }
}

/// What a step is called, in its heading and in the window's title.
pub(crate) fn title(step: &Step) -> Message {
    match step {
        Step::Identify(_) => words::identify_title(),
        Step::Prove(data) if data.reset.gates.passed > 0 => words::prove_title_second(),
        Step::Prove(_) => words::prove_title(),
        Step::ChoosePassword(data) if choose_password::is_too_recent(data) => words::too_recent_title(),
        Step::ChoosePassword(_) => words::password_title(),
        Step::Waiting(data) => waiting::title(data),
        Step::Done(data) => match data.purpose {
            Purpose::ResetPassword => words::done_title_password(),
            Purpose::UnlockAccount => words::done_title_unlock(),
        },
        Step::Stopped(data) => data.ending.title(),
        Step::CancelOrder(_) => words::cancel_title(),
    }
}

/// Says what went wrong where the person is, or ends the attempt.
fn settle(follows: Consequence, reset: &Reset, trouble: RwSignal<Option<Trouble>>, go: Callback<Step>) {
    match follows {
        Consequence::Stay(text) => trouble.set(Some(text)),
        Consequence::Stop(ending, code) => go.run(reset.stopped(ending, code)),
    }
}

fn settle_failure(failure: &Failure, reset: &Reset, trouble: RwSignal<Option<Trouble>>, go: Callback<Step>) {
    settle(consequence(failure, Moment::now()), reset, trouble, go);
}
