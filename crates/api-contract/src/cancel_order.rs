//! `POST /api/reset/cancel-order`: cancels an order that waits for an agent.

use serde::{Deserialize, Serialize};
use vocabulary::strictly;

use crate::endpoint::endpoint;

endpoint!(
    /// Cancels the order. The bearer token is the reset's, or that of a link in a notice.
    CancelOrder, "cancel-order", POST "/api/reset/cancel-order", 200
);

/// Nothing to say: `{}`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Request {}

strictly!(Request);

/// The order is cancelled, now or before: `{}`. The token that the page holds stays the one that counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Response {}
