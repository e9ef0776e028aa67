//! The screen of a frozen account. A passkey or the help desk lifts the freeze.

use api_contract::start_reset::MethodKind;
use leptos::{prelude::*, task::spawn_local};

use super::prove::prove_by_passkey;
use crate::{
    account::{context::AccountContext, screen::Prove},
    parts::{alert, heading, paragraph, picture, submit, tag},
    passkey, words,
};

/// Returns the view that explains a freeze, and asks for a passkey if there is one.
pub(super) fn lift_freeze(data: Prove, context: AccountContext) -> AnyView {
    let busy = RwSignal::new(false);
    let error = RwSignal::new(None);
    let methods = data.factors.methods;
    let method = methods.into_iter().find(|method| method.kind == MethodKind::Passkey && passkey::works());
    let is_possible = method.is_some() && data.passkey.is_some();
    let id = method.map(|method| method.id).unwrap_or_default();
    let lift = move || {
        if busy.get_untracked() || !is_possible {
            return;
        }
        busy.set(true);
        error.set(None);
        let (id, options) = (id.clone(), data.passkey.clone());
        spawn_local(async move {
            let outcome = prove_by_passkey(&id, options).await;
            match outcome {
                Ok(Some(session)) => context.proceed(&session, Some(words::frozen_lifted())).await,
                Ok(None) => error.set(Some(words::problem_credential_invalid().into())),
                Err(failure) => context.handle_failure(&failure, error),
            }
            busy.try_set(false);
        });
    };
    let (lead, remedy) = if is_possible {
        (words::frozen_text(), words::frozen_passkey())
    } else {
        (words::frozen_text(), words::frozen_help_desk())
    };
    tag("form")
        .set("novalidate", "")
        .on_submit(lift)
        .tag(picture("badge stop"))
        .tag(heading(words::frozen_title()))
        .tag(paragraph("lead strong", lead))
        .tag(tag("p").text(remedy))
        .tag(alert(error))
        .tag_if(is_possible.then(|| submit(words::frozen_lift(), words::working(), busy)))
        .into_view()
}
