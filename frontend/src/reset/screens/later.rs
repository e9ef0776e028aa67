//! The screens after the first.

use leptos::prelude::*;

use super::{choose_password, done, prove, stopped, waiting};
use crate::reset::screen::Screen;

/// The view of such a screen; what opens the page has its view elsewhere.
pub(super) fn open(screen: Screen, go: Callback<Screen>) -> AnyView {
    match screen {
        Screen::Prove(data) => prove::prove(data, go),
        Screen::ChoosePassword(data) => choose_password::choose_password(data, go),
        Screen::Waiting(data) => waiting::waiting(data, go),
        Screen::Done(data) => done::done(data, go),
        Screen::Stopped(data) => stopped::stopped(data, go),
        Screen::Identify(_) | Screen::CancelOrder(_) => ().into_any(),
    }
}
