//! The screen of a frozen account. A passkey or the help desk lifts the freeze.

use api_contract::start_reset::MethodKind;
use leptos::{prelude::*, task::spawn_local};

use super::prove::prove_by_passkey;
use crate::{
    account::{context::AccountContext, screen::Prove},
    error_message::ErrorMessage,
    parts::{alert, heading, paragraph, picture, submit, tag},
    passkey::{self, Options},
    words,
};

/// Returns the view that explains a freeze, and asks for a passkey if there is one.
pub(super) fn lift_freeze(data: Prove, context: AccountContext) -> AnyView {
    let busy = RwSignal::new(false);
    let error = RwSignal::new(None);
    let methods = data.methods;
    let method = methods.into_iter().find(|method| method.kind == MethodKind::Passkey && passkey::works());
    let is_possible = method.is_some() && data.passkey.is_some();
    let id = method.map(|method| method.id).unwrap_or_default();
    let send = move || {
        if busy.get_untracked() || !is_possible {
            return;
        }
        busy.set(true);
        error.set(None);
        let (id, options) = (id.clone(), data.passkey.clone());
        spawn_local(async move {
            lift(&id, options, error, context).await;
            busy.try_set(false);
        });
    };
    let remedy = if is_possible { words::frozen_passkey() } else { words::frozen_help_desk() };
    tag("form")
        .set("novalidate", "")
        .on_submit(send)
        .tag(picture("badge stop"))
        .tag(heading(words::frozen_title()))
        .tag(paragraph("lead strong", words::frozen_text()))
        .tag(tag("p").text(remedy))
        .tag(alert(error))
        .tag_if(is_possible.then(|| submit(words::frozen_lift(), words::working(), busy)))
        .into_view()
}

/// Asks for the passkey, and lifts the freeze by it.
async fn lift(
    method: &str,
    options: Option<Options>,
    error: RwSignal<Option<ErrorMessage>>,
    context: AccountContext,
) {
    match prove_by_passkey(method, options).await {
        Ok(Some(session)) => context.proceed(&session, Some(words::frozen_lifted())).await,
        Ok(None) => error.set(Some(words::problem_credential_invalid().into())),
        Err(failure) => context.handle_failure(&failure, error),
    }
}
