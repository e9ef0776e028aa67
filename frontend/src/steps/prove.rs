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
    clock::Moment,
    parts::changing,
    step::{Prove, Reset, Step},
};

/// A code is on its way.
#[derive(Debug, Clone, PartialEq)]
struct Sent {
    method: OfferedMethod,
    destination: Option<String>,
    code_length: u8,
    expires: Moment,
    /// From when another one may be asked for.
    resend_from: Moment,
}

/// How long a code is good, where the server's own word for it cannot be read.
const CODE_SECONDS: u32 = 5 * 60;

/// Proves one gate.
pub(super) fn prove(data: Prove, go: Callback<Step>) -> AnyView {
    banned::fetch();
    let reset = StoredValue::new(data.reset);
    let sent = RwSignal::new(None::<Sent>);
    changing(move || match sent.get() {
        None => untrack(|| choose_method(reset, sent, go)),
        Some(code) => untrack(|| enter_code(reset, code, sent, go)),
    })
}

/// Asks for a code; from then on only the new token counts.
async fn send(
    reset: StoredValue<Reset>,
    method: OfferedMethod,
    destination: Option<String>,
) -> Result<Sent, Failure> {
    let request = Request { method: method.id.clone(), destination: destination.clone() };
    let token = reset.with_value(|reset| reset.token.clone());
    let response = api::send_code::send_code(&token, &request).await?;
    reset.update_value(|reset| reset.token = response.token);
    let now = Moment::now();
    Ok(Sent {
        method,
        destination,
        code_length: response.code_length,
        expires: Moment::parse(&response.code_expires_at).unwrap_or_else(|| now.plus_seconds(CODE_SECONDS)),
        resend_from: now.plus_seconds(response.resend_after_seconds),
    })
}
