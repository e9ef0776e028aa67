//! Reads the server's answer about the session.

use leptos::prelude::*;
use wasm_bindgen::JsValue;

use super::AccountContext;
use crate::{
    account::{
        error_action::{ErrorAction, StopReason, error_action},
        screen::Screen,
    },
    api::{Failure, show_session::SessionDetails},
    clock::Moment,
    error_message::support_code,
};

/// Shows the screen that the answer demands.
pub(super) fn open(context: AccountContext, answer: Result<JsValue, Failure>) {
    match answer.and_then(|answer| SessionDetails::from_answer(&answer)) {
        Ok(details) => {
            if let Some(session) = &details.session {
                context.learn(session);
            }
            context.name.set(details.name.clone());
            context.go(Screen::from_session(details, context.target_page));
        }
        Err(failure) => {
            let (stop_reason, code) = match error_action(&failure, Moment::now()) {
                ErrorAction::Show(error) => (StopReason::Failed(error), support_code(&failure)),
                ErrorAction::SignIn | ErrorAction::AskSession => (StopReason::Internal, None),
            };
            context.go(Screen::Opening.stop(stop_reason, code));
        }
    }
}
