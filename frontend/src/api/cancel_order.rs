//! Cancels a deferred order. The token is that of the reset, or that of a link in a notice.

use api_contract::{Endpoint, cancel_order::CancelOrder};
use wasm_bindgen::JsValue;

use super::call::{Answer, Authorization, HttpRequest, PAUSES, authorization_header, exchange};

/// Cancels the order, and repeats that if the answer is lost. Request and answer are empty.
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
