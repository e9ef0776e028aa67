//! The screen that proves one gate: the user chooses a method and types its code.

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
    parts::{CodeDelivery, dynamic_view},
    reset::screen::{Prove, Reset, Screen},
};

/// A method that was chosen. Its code was sent, or is at hand.
#[derive(Debug, Clone, PartialEq)]
struct ChosenMethod {
    method: OfferedMethod,
    destination: Option<String>,
    sent: Option<CodeDelivery>,
}

/// Returns the view in which a method is chosen and its code is typed.
pub(super) fn prove(data: Prove, go: Callback<Screen>) -> AnyView {
    banned::fetch();
    let reset = StoredValue::new(data.reset);
    let CompanyConfig(config) = expect_context();
    let is_required = config.with_untracked(|it| it.as_ref().is_some_and(|it| it.destination_required));
    let required = RwSignal::new(is_required);
    let chosen = RwSignal::new(None::<ChosenMethod>);
    dynamic_view(move || match chosen.get() {
        None => untrack(|| choose_method(reset, required, chosen, go)),
        Some(selection) => untrack(|| enter_code(reset, selection, chosen, go)),
    })
}

/// Requests a code. From then on only the new token is good.
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
