//! Ends the session.

use api_contract::sign_out::{Request, SignOut};
use wasm_bindgen::JsValue;

use super::call::{Answer, PAUSES, Who, asked, exchange};

/// There is nothing in the answer to be read.
pub(crate) fn sign_out(request: Request) -> Answer<JsValue> {
    exchange(asked::<SignOut>(Who::Session, &request), &PAUSES)
}
