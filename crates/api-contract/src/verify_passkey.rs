//! `POST /api/reset/verify-passkey`: proves a gate by a passkey.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use vocabulary::strictly;

use crate::endpoint::endpoint;
pub use crate::verify_code::Response;

endpoint!(
    /// Verifies a passkey's answer to the challenge from the start of the reset. It is counted like a guess.
    VerifyPasskey, "verify-passkey", POST "/api/reset/verify-passkey", 200
);

/// The answer of an authenticator to the reset's challenge.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(!remote))]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Request {
    /// The id of a method from the list.
    pub method: String,
    /// The result of `navigator.credentials.get` in its JSON form.
    pub credential: Value,
}

strictly!(Request);

/// Prints the method only.
impl std::fmt::Debug for Request {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Request").field("method", &self.method).finish_non_exhaustive()
    }
}
