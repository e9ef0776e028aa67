//! "This was not me": freezes the account that the link of a notice names.

use api_contract::freeze_account::{FreezeAccount, Request};
use wasm_bindgen::JsValue;

use super::call::{Answer, Authorization, PAUSES, exchange, http_request};

/// Freezes the account. The answer is empty.
pub(crate) fn freeze_account(token: &str) -> Answer<JsValue> {
    exchange(http_request::<FreezeAccount>(Authorization::Bearer(token), &Request {}), &PAUSES)
}
