//! `GET /api/reset/challenge`: a proof of work to solve before a reset may start.

use serde::{Deserialize, Serialize};

use crate::endpoint::endpoint;

endpoint!(
    /// Issues a challenge. Nothing is stored for it: it is signed, and good for one start.
    IssueChallenge, "issue-challenge", GET "/api/reset/challenge", 200
);

/// What to solve: for each index `i` below `count`, find a nonce such that SHA-256 of `challenge.i.nonce`
/// begins with `difficulty` zero bits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    /// Opaque, signed by the server.
    pub challenge: String,
    /// Leading zero bits demanded of each digest.
    pub difficulty: u32,
    /// How many nonces to find.
    pub count: u32,
    /// When the challenge is worth nothing any more (RFC 3339, UTC).
    pub expires_at: String,
}
