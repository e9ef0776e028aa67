//! `GET /api/sign-in`: returns the challenge and the keys of a sign-in, alike for every user.

use serde::{Deserialize, Serialize};

use crate::endpoint::endpoint;
pub use crate::{issue_challenge::Response as Challenge, verify_code::Seal};

endpoint!(
    /// Prepares a sign-in. Nothing is stored for it.
    PrepareSignIn, "prepare-sign-in", GET "/api/sign-in", 200
);

/// The challenge and the keys of a sign-in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Response {
    /// The challenge, good for one sign-in, which it names.
    #[serde(flatten)]
    pub challenge: Challenge,
    /// The keys to seal the password to; absent if no agent is present.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seal: Option<Seal>,
}
