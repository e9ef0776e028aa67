//! Proves one gate: a method is chosen, a code is sent to it, and the code is typed.

mod choose_method;
mod enter_code;

use api_contract::{send_code::Request, start_reset::OfferedMethod};
use choose_method::choose_method;
use enter_code::enter_code;
use leptos::prelude::*;

use crate::{
    api::{self, Failure},
    banned,
    company::CompanyConfig,
    parts::{CodeDelivery, changing},
    reset::screen::{Prove, Reset, Screen},
};

/// A method was chosen, whose code is on its way or at hand.
#[derive(Debug, Clone, PartialEq)]
struct ChosenMethod {
    method: OfferedMethod,
    destination: Option<String>,
    sent: Option<CodeDelivery>,
}

/// Proves one gate.
pub(super) fn prove(data: Prove, go: Callback<Screen>) -> AnyView {
    banned::fetch();
    let reset = StoredValue::new(data.reset);
    let CompanyConfig(config) = expect_context();
    let is_required = config.with_untracked(|it| it.as_ref().is_some_and(|it| it.destination_required));
    let required = RwSignal::new(is_required);
    let chosen = RwSignal::new(None::<ChosenMethod>);
    changing(move || match chosen.get() {
        None => untrack(|| choose_method(reset, required, chosen, go)),
        Some(selection) => untrack(|| enter_code(reset, selection, chosen, go)),
    })
}

/// Asks for a code; from then on only the new token counts.
async fn send(
    reset: StoredValue<Reset>,
    method: &OfferedMethod,
    destination: Option<String>,
) -> Result<CodeDelivery, Failure> {
    let request = Request { method: method.id.clone(), destination };
    let token = reset.with_value(|reset| reset.token.clone());
    let response = api::send_code::send_code(&token, &request).await?;
    reset.update_value(|reset| reset.token = response.token);
    Ok(CodeDelivery::new(response.code_length, &response.code_expires_at, response.resend_after_seconds))
}
