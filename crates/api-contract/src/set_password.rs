//! `POST /api/reset/set-password`: orders a new password.

use serde::{Deserialize, Serialize};
use vocabulary::strictly;

pub use crate::Envelope;
use crate::endpoint::endpoint;

endpoint!(SetPassword, "set-password", POST "/api/reset/set-password", 202);

/// The password, sealed to every agent of the seal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(!remote))]
#[serde(remote = "Self", rename_all = "camelCase", deny_unknown_fields)]
pub struct Request {
    /// One envelope for each agent.
    pub envelopes: Vec<Envelope>,
    /// Whether the order may wait for an agent, instead of being refused, if all are offline.
    #[serde(rename = "keepTrying", default, skip_serializing_if = "std::ops::Not::not")]
    pub is_deferrable: bool,
}

strictly!(Request);

/// The order is queued.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Response {
    /// The token for `GET /api/reset`, for cancelling a deferred order, and for the next attempt if the directory
    /// refuses.
    pub token: String,
}

/// Prints no token.
impl std::fmt::Debug for Response {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Response").finish_non_exhaustive()
    }
}
