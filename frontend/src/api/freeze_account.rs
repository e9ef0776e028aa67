//! "This was not me": freezes the account that the link of a notice is about.

use api_contract::freeze_account::{FreezeAccount, Request};
use wasm_bindgen::JsValue;

use super::call::{Answer, PAUSES, Who, asked, exchange};

/// There is nothing in the answer to be read.
pub(crate) fn freeze_account(token: &str) -> Answer<JsValue> {
    exchange(asked::<FreezeAccount>(Who::Bearer(token), &Request {}), &PAUSES)
}
