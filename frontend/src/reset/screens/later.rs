//! Opens the screens after the first, which load later.

use leptos::prelude::*;

use super::{cancel_order, choose_password, done, prove, stopped, waiting};
use crate::{
    api,
    reset::{resume, screen::Screen, support_code::SupportCode},
};

/// Returns the view of such a screen, or an empty one for a screen that opens the page.
pub(super) fn open(screen: Screen, go: Callback<Screen>) -> AnyView {
    if let Screen::CancelOrder(token) = screen {
        // It is no step of the reset that this tab may keep.
        return cancel_order::cancel_order(token);
    }
    resume::keep(&screen);
    SupportCode::current().set(support_code(&screen));
    match screen {
        Screen::Prove(data) => prove::choose_method(&data, go),
        Screen::EnterCode(data) => prove::enter_code(data, go),
        Screen::ChoosePassword(data) => choose_password::choose_password(data, go),
        Screen::Waiting(data) => waiting::waiting(data, go),
        Screen::Done(data) => done::done(data, go),
        Screen::Stopped(data) => stopped::stopped(data, go),
        Screen::Identify(_) | Screen::CancelOrder(_) => ().into_any(),
    }
}

/// Returns the code by which the help desk finds this reset, while the user may call it.
fn support_code(screen: &Screen) -> Option<String> {
    let token = match screen {
        Screen::Prove(data) => &data.reset.token,
        Screen::EnterCode(data) => &data.reset.token,
        Screen::ChoosePassword(data) => &data.reset.token,
        Screen::Waiting(data) => &data.reset.token,
        Screen::Identify(_) | Screen::Done(_) | Screen::Stopped(_) | Screen::CancelOrder(_) => return None,
    };
    api::token::reset_id(token)
}
