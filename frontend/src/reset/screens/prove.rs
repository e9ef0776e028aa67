//! The screens that prove one gate: the user chooses a method and types its code.

mod choose_method;
mod enter_code;
mod offered;

use api_contract::{send_code::Request, start_reset::OfferedMethod};
pub(super) use choose_method::choose_method;
pub(super) use enter_code::enter_code;

use crate::{
    api::{self, Failure},
    parts::CodeDelivery,
    reset::screen::{ChosenMethod, EnterCode, Reset},
};

/// Requests a code, and returns the screen on which it is typed. From then on only the new token is good.
async fn send(
    reset: Reset,
    method: OfferedMethod,
    destination: Option<String>,
) -> Result<EnterCode, (Reset, Failure)> {
    let request = Request { method: method.id.clone(), destination: destination.clone() };
    match api::send_code::send_code(&reset.token, &request).await {
        Ok(sent) => {
            let delivery =
                CodeDelivery::new(sent.code_length, &sent.code_expires_at, sent.resend_after_seconds);
            let chosen = ChosenMethod { method, destination, sent: Some(delivery), before: None };
            Ok(EnterCode { reset: Reset { token: sent.token, ..reset }, chosen })
        }
        Err(failure) => Err((reset, failure)),
    }
}
