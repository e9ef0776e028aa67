//! `GET /api/reset`: how the order stands.

use serde::{Deserialize, Serialize};

use crate::{DirectoryRefusal, endpoint::endpoint};

endpoint!(ShowReset, "show-reset", GET "/api/reset", 200);

/// How the order stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    /// Where it is.
    pub state: State,
    /// Why not, when refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refusal: Option<DirectoryRefusal>,
    /// Until when the order waits for an agent, while it may be cancelled (RFC 3339, UTC).
    #[serde(rename = "keepsTryingUntil", default, skip_serializing_if = "Option::is_none")]
    pub deferred_until: Option<String>,
    /// What the agent signed, when done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receipt: Option<Receipt>,
}

/// Where an order is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// On its way to the directory.
    Writing,
    /// The directory confirmed it.
    Done,
    /// It was not done; another password may be chosen without proving again.
    Refused,
    /// The reset is over.
    Expired,
}

/// Who did it and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Receipt {
    /// The order.
    pub job: String,
    /// The agent that wrote it.
    pub agent: String,
    /// When the directory confirmed (RFC 3339, UTC).
    pub at: String,
}
