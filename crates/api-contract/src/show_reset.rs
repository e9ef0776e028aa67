//! `GET /api/reset`: shows the status of the order.

use serde::{Deserialize, Serialize};

use crate::{DirectoryRefusal, endpoint::endpoint};

endpoint!(ShowReset, "show-reset", GET "/api/reset", 200);

/// The status of the order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Response {
    pub state: State,
    /// The reason why the order was refused, if it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refusal: Option<DirectoryRefusal>,
    /// The time when a deferred order expires, while it may be cancelled (RFC 3339, UTC).
    #[serde(rename = "keepsTryingUntil", default, skip_serializing_if = "Option::is_none")]
    pub deferred_until: Option<String>,
    /// The agent's receipt, if the order is done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receipt: Option<Receipt>,
}

/// The state of an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// The order is on its way to the directory.
    Writing,
    /// The directory confirmed it.
    Done,
    /// The order was refused. The user may choose another password without new proofs.
    Refused,
    /// The reset is over, and no order is under way.
    Expired,
}

/// The agent's receipt for an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Receipt {
    /// The id of the job, as in the audit trail and in the agents' logs.
    pub job: String,
    /// The id of the agent that wrote to the directory.
    pub agent: String,
    /// The time when the directory confirmed it (RFC 3339, UTC).
    pub at: String,
}
