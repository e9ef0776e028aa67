//! Opens the screens of a session, which load later.

use leptos::prelude::*;

use super::{
    add_method, change_password, changed, confirm, entries, freeze_account, lift_freeze, prove, register,
    security_info, start_change, waiting,
};
use crate::account::{context::AccountContext, screen::Screen};

/// Returns the view of such a screen, or an empty one for a screen that opens the page.
pub(super) fn open(screen: Screen, context: AccountContext) -> AnyView {
    if let Screen::FreezeAccount(token) = screen {
        return freeze_account::freeze_account(token);
    }
    entries::note(&screen, context);
    match screen {
        Screen::Prove(data) => prove::prove(data, context),
        Screen::LiftFreeze(data) => lift_freeze::lift_freeze(data, context),
        Screen::Register(data) => register::register(data, context),
        Screen::AddMethod(data) => add_method::add_method(&data, context),
        Screen::Confirm(data) => confirm::confirm(&data, context),
        Screen::SecurityInfo(data) => security_info::security_info(data, context),
        Screen::StartChange(is_demanded) => start_change(is_demanded, context),
        Screen::ChangePassword(data) => change_password::change_password(data, context),
        Screen::Waiting(data) => waiting::waiting(data, context),
        Screen::Changed(data) => changed::changed(data, context),
        Screen::Opening | Screen::SignIn(_) | Screen::FreezeAccount(_) | Screen::Stopped(_) => ().into_any(),
    }
}
