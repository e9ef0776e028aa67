//! Cancels an order that waits for an agent. The token is that of the reset, or that of a link in a notice.

use api_contract::{Endpoint, cancel_order::CancelOrder};
use wasm_bindgen::JsValue;

use super::call::{Answer, Authorization, HttpRequest, PAUSES, authorization_header, exchange};

/// Repeated where the answer was lost. There is nothing in it to be read, and nothing in the request to be written.
pub(crate) fn cancel_order(token: &str) -> Answer<JsValue> {
    let (path, success) = (CancelOrder::PATH, CancelOrder::SUCCESS);
    exchange(
        HttpRequest {
            path,
            success,
            header: authorization_header(Authorization::Bearer(token)),
            body: Some("{}".to_owned()),
        },
        &PAUSES,
    )
}
