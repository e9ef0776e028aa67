//! Finishes a registration by a code.

use api_contract::session::Session;
use leptos::task::spawn_local;

use super::ViewState;
use crate::{api, parts::CodeForm, words};

/// Proves the method by the typed code.
pub(super) fn prove(state: ViewState, method: &str, form: CodeForm) {
    let Some(code) = form.take() else { return };
    let answer = api::prove_method::prove_method(method, &code);
    spawn_local(async move {
        match answer.await {
            Ok(response) => finish_registration(state, &response.session).await,
            Err(failure) => {
                state.context.handle_failure(&failure, form.error);
                form.handle_check_failure(&failure);
            }
        }
        form.end();
    });
}

/// Says that the method is registered, and shows what the session demands next.
pub(super) async fn finish_registration(state: ViewState, session: &Session) {
    let (name, _) = crate::parts::name(state.kind);
    state.context.proceed(session, Some(words::method_registered(name))).await;
}
