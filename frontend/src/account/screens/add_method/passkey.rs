//! A passkey: the device creates it, and asks for fingerprint, face or PIN.

use leptos::{prelude::*, task::spawn_local};

use super::{ViewState, finish::finish_registration, title};
use crate::{
    api::{self, add_method::MethodSetup},
    parts::{alert, heading, paragraph, submit, tag},
    passkey::{self, Credential},
    words,
};

/// Returns the view that explains passkeys and creates one.
pub(super) fn passkey(state: ViewState) -> AnyView {
    Effect::new(move || {
        if let Some(added) = state.added.get()
            && let MethodSetup::Passkey(options) = added.setup
        {
            state.busy.set(true);
            spawn_local(async move {
                make(state, &added.method, &options).await;
                state.busy.try_set(false);
            });
        }
    });
    tag("form")
        .set("novalidate", "")
        .on_submit(move || state.begin(None))
        .tag(heading(title(state.kind)))
        .tag(paragraph("lead", words::add_passkey_lead()))
        .tag(alert(state.error))
        .tag(submit(words::add_passkey_submit(), words::add_passkey_working(), state.busy))
        .tag(state.back())
        .into_view()
}

async fn make(state: ViewState, method: &str, options: &passkey::Options) {
    let Some(credential) = Credential::from_prompt(passkey::create(options)).await else {
        return state.error.set(Some(words::add_passkey_failed().into()));
    };
    match api::prove_method::prove_method_by_passkey(method, &credential).await {
        Ok(response) => finish_registration(state, &response.session).await,
        Err(failure) => state.context.handle_failure(&failure, state.error),
    }
}
