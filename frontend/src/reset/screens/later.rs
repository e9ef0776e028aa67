//! Opens the screens after the first, which load later.

use leptos::prelude::*;

use super::{choose_password, done, prove, stopped, waiting};
use crate::reset::screen::Screen;

/// Returns the view of such a screen, or an empty one for a screen that opens the page.
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
