//! Cancels an order that waits for an agent. The token is that of the reset, or that of a link in a notice.

use api_contract::cancel_order::{CancelOrder, Request, Response};

use super::{
    call::{Answer, call_until_answered},
    json::{Json, Read},
};

pub(crate) fn cancel_order(token: &str) -> Answer<Response> {
    call_until_answered::<CancelOrder>(Some(token), &Request {})
}

impl Read for Response {
    fn read(_: &impl Json) -> Option<Self> {
        Some(Self {})
    }
}
