//! The steps after the first.

use leptos::prelude::*;

use super::{choose_password, done, prove, stopped, waiting};
use crate::reset::step::Step;

/// The view of such a step; what opens the page has its view elsewhere.
pub(super) fn open(step: Step, go: Callback<Step>) -> AnyView {
    match step {
        Step::Prove(data) => prove::prove(data, go),
        Step::ChoosePassword(data) => choose_password::choose_password(data, go),
        Step::Waiting(data) => waiting::waiting(data, go),
        Step::Done(data) => done::done(data, go),
        Step::Stopped(data) => stopped::stopped(data, go),
        Step::Identify(_) | Step::CancelOrder(_) => ().into_any(),
    }
}
