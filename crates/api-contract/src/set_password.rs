//! `POST /api/reset/set-password`: orders a sealed password to be written.

use serde::{Deserialize, Serialize};
use vocabulary::strictly;

pub use crate::Envelope;
use crate::endpoint::endpoint;

endpoint!(SetPassword, "set-password", POST "/api/reset/set-password", 202);

/// The password, sealed to every agent that was named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "camelCase", deny_unknown_fields)]
pub struct Request {
    /// One per agent.
    pub envelopes: Vec<Envelope>,
    /// Whether the order may wait for an agent, where all are away, instead of being refused.
    #[serde(rename = "keepTrying", default, skip_serializing_if = "std::ops::Not::not")]
    pub is_deferrable: bool,
}

strictly!(Request);

/// The order is queued.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    /// For `GET /api/reset`, for cancelling an order that waits, and for the next try if the directory refuses.
    pub token: String,
}

/// A token is never printed.
impl std::fmt::Debug for Response {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Response").finish_non_exhaustive()
    }
}
