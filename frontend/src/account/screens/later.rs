//! The screens of those who are signed in.

use leptos::prelude::*;

use super::{
    add_method, change_password, changed, confirm, lift_freeze, prove, register, security_info, start_change,
    waiting,
};
use crate::account::{here::Here, screen::Screen};

/// The view of such a screen; what opens the page has its view elsewhere.
pub(super) fn open(screen: Screen, here: Here) -> AnyView {
    match screen {
        Screen::Prove(data) => prove::prove(data, here),
        Screen::LiftFreeze(data) => lift_freeze::lift_freeze(data, here),
        Screen::Register(data) => register::register(data, here),
        Screen::AddMethod(data) => add_method::add_method(&data, here),
        Screen::Confirm(data) => confirm::confirm(&data, here),
        Screen::SecurityInfo(data) => security_info::security_info(data, here),
        Screen::StartChange(is_demanded) => start_change(is_demanded, here),
        Screen::ChangePassword(data) => change_password::change_password(data, here),
        Screen::Waiting(data) => waiting::waiting(data, here),
        Screen::Changed(data) => changed::changed(data),
        Screen::Opening | Screen::SignIn(_) | Screen::FreezeAccount(_) | Screen::Stopped(_) => ().into_any(),
    }
}
