//! The steps of those who are signed in.

use leptos::prelude::*;

use super::{
    add_method, change_password, changed, confirm, lift_freeze, prove, register, security_info, start_change,
    waiting,
};
use crate::account::{here::Here, step::Step};

/// The view of such a step; what opens the page has its view elsewhere.
pub(super) fn open(step: Step, here: Here) -> AnyView {
    match step {
        Step::Prove(data) => prove::prove(data, here),
        Step::LiftFreeze(data) => lift_freeze::lift_freeze(data, here),
        Step::Register(data) => register::register(data, here),
        Step::AddMethod(data) => add_method::add_method(&data, here),
        Step::Confirm(data) => confirm::confirm(&data, here),
        Step::SecurityInfo(data) => security_info::security_info(data, here),
        Step::StartChange(is_demanded) => start_change(is_demanded, here),
        Step::ChangePassword(data) => change_password::change_password(data, here),
        Step::Waiting(data) => waiting::waiting(data, here),
        Step::Changed(data) => changed::changed(data),
        Step::Opening | Step::SignIn(_) | Step::FreezeAccount(_) | Step::Stopped(_) => ().into_any(),
    }
}
