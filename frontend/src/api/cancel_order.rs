//! Cancels an order that waits for an agent. The token is that of the reset, or that of a link in a notice.

use api_contract::{Endpoint, cancel_order::CancelOrder};
use wasm_bindgen::JsValue;

use super::call::{Answer, Asked, PAUSES, Who, exchange, header};

/// Repeated where the answer was lost. There is nothing in it to be read, and nothing in the request to be written.
pub(crate) fn cancel_order(token: &str) -> Answer<JsValue> {
    let (path, success) = (CancelOrder::PATH, CancelOrder::SUCCESS);
    exchange(
        Asked { path, success, header: header(Who::Bearer(token)), body: Some("{}".to_owned()) },
        &PAUSES,
    )
}
