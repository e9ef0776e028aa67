//! What the session answered.

use leptos::prelude::*;
use wasm_bindgen::JsValue;

use super::Here;
use crate::{
    account::{
        screen::Screen,
        trouble::{Consequence, Ending, consequence},
    },
    api::{Failure, show_session::Shown},
    clock::Moment,
    trouble::support_code,
};

/// Goes where the answer leads.
pub(super) fn open(here: Here, answer: Result<JsValue, Failure>) {
    match answer.and_then(|answer| Shown::of(&answer)) {
        Ok(shown) => {
            here.learn(&shown.response.session);
            here.name.set(shown.response.name.clone());
            here.go(Screen::of(shown, here.wanted));
        }
        Err(failure) => {
            let (ending, code) = match consequence(&failure, Moment::now()) {
                Consequence::Stay(trouble) => (Ending::Failed(trouble), support_code(&failure)),
                Consequence::SignIn | Consequence::AskSession => (Ending::Internal, None),
            };
            here.go(Screen::Opening.stopped(ending, code));
        }
    }
}
