//! `GET /api/reset/challenge`: issues a proof of work to do before a reset may start.

use serde::{Deserialize, Serialize};

use crate::endpoint::endpoint;

endpoint!(
    /// Issues a challenge. Nothing is stored for it: it is signed, and good for one start.
    IssueChallenge, "issue-challenge", GET "/api/reset/challenge", 200
);

/// The work to do: for each index `i` below `count`, find a nonce such that SHA-256 of `challenge.i.nonce` begins with
/// `difficulty` zero bits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Response {
    /// The challenge, opaque and signed by the server.
    pub challenge: String,
    /// The leading zero bits of each digest.
    pub difficulty: u32,
    /// The number of nonces to find.
    pub count: u32,
    /// The time when the challenge expires (RFC 3339, UTC).
    pub expires_at: String,
}
