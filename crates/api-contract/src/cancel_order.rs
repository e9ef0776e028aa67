//! `POST /api/reset/cancel-order`: cancels an order that waits for an agent.

use serde::{Deserialize, Serialize};
use vocabulary::strictly;

use crate::{Endpoint, Method};

/// Cancels the order. The bearer is the reset's token, or that of a link in a notice.
#[derive(Debug)]
pub struct CancelOrder;

impl Endpoint for CancelOrder {
    const STEP: &'static str = "cancel-order";
    const METHOD: Method = Method::Post;
    const PATH: &'static str = "/api/reset/cancel-order";
    const SUCCESS: u16 = 200;
    type Request = Request;
    type Response = Response;
}

/// Nothing to say: `{}`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Request {}

strictly!(Request);

/// The order is cancelled, now or before: `{}`. The token that the page holds stays the one that counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Response {}
