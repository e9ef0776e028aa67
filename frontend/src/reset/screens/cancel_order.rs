//! The link of a notice, by which a deferred order can be cancelled. Opening the link changes nothing.

use api_contract::ProblemKind::{ResetExpired, StepNotAllowed, TokenInvalid};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    api::{self, Failure},
    error_message::ErrorMessage,
    parts::{I18n, alert, heading, submit, tag},
    words,
};

/// Returns the view that asks, and cancels the order.
pub(super) fn cancel_order(token: String) -> AnyView {
    let is_done = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let error = RwSignal::new(None::<ErrorMessage>);
    let cancel = move || {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        error.set(None);
        let token = token.clone();
        spawn_local(async move {
            let outcome = api::cancel_order::cancel_order(&token).await;
            busy.set(false);
            match outcome {
                Ok(_) => is_done.set(true),
                Err(failure) => error.set(Some(error_message(&failure))),
            }
        });
    };
    let text = move || if is_done.get() { words::cancel_done() } else { words::cancel_text() };
    let button =
        move || (!is_done.get()).then(|| submit(words::cancel_submit(), words::working(), busy).into_view());
    tag("form")
        .on_submit(cancel)
        .tag(heading(words::cancel_title()))
        .tag(alert(error))
        .tag(
            tag("p")
                .class("lead strong")
                .set("role", "status")
                .dynamic_text(I18n::from_context().dynamic_text(text)),
        )
        .dynamic_child(button)
        .into_view()
}

fn error_message(failure: &Failure) -> ErrorMessage {
    match failure.kind() {
        Some(ResetExpired | StepNotAllowed | TokenInvalid) => words::cancel_late().into(),
        _ => words::problem_network().into(),
    }
}
