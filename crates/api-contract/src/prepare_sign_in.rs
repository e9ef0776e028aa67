//! `GET /api/sign-in`: what a sign-in needs before anyone is known: a proof of work to solve, and whom to seal to.

use serde::{Deserialize, Serialize};

use crate::endpoint::endpoint;
pub use crate::{issue_challenge::Response as Challenge, verify_code::Seal};

endpoint!(
    /// Prepares a sign-in. Nothing is stored for it.
    PrepareSignIn, "prepare-sign-in", GET "/api/sign-in", 200
);

/// What a sign-in needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    /// What to solve; good for one sign-in, which it names.
    #[serde(flatten)]
    pub challenge: Challenge,
    /// What to seal the password with; absent where no agent is alive.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seal: Option<Seal>,
}
