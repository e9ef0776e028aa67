//! Ends the session.

use api_contract::sign_out::{Request, SignOut};
use wasm_bindgen::JsValue;

use super::call::{Answer, Authorization, PAUSES, exchange, http_request};

/// Ends the session. The answer is empty.
pub(crate) fn sign_out(request: Request) -> Answer<JsValue> {
    exchange(http_request::<SignOut>(Authorization::Session, &request), &PAUSES)
}
