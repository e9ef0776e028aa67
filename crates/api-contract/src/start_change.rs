//! `POST /api/session/start-change`: starts a change of the signed-in user's password.

use serde::{Deserialize, Serialize};
use vocabulary::strictly;

use crate::endpoint::endpoint;
pub use crate::verify_code::{Account, Seal};

endpoint!(StartChange, "start-change", POST "/api/session/start-change", 201);

/// The empty request: `{}`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(!remote))]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Request {}

strictly!(Request);

/// A change has begun. It continues like a reset: [`crate::change_password`], then [`crate::show_reset`].
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Response {
    /// The token for `Authorization: Bearer` of the next step.
    pub token: String,
    /// The time when the change expires (RFC 3339, UTC).
    pub expires_at: String,
    /// The account and its password rules.
    pub account: Account,
    /// The keys to seal both passwords to; absent if there is no agent at all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seal: Option<Seal>,
}

/// Prints neither the token nor anything about the account.
impl std::fmt::Debug for Response {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Response").field("expires_at", &self.expires_at).finish_non_exhaustive()
    }
}
