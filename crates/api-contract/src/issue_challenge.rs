//! `GET /api/reset/challenge`: a proof of work to solve before a reset may start.

use serde::{Deserialize, Serialize};

use crate::{Endpoint, Method};

/// Issues a challenge. Nothing is stored for it: it is signed, and good for one start.
#[derive(Debug)]
pub struct IssueChallenge;

impl Endpoint for IssueChallenge {
    const STEP: &'static str = "issue-challenge";
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/api/reset/challenge";
    const SUCCESS: u16 = 200;
    type Request = ();
    type Response = Response;
}

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
