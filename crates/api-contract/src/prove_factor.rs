//! `POST /api/session/prove-factor`: proves a second factor. The session gets a new cookie.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use vocabulary::strictly;

pub use crate::session::Session;
use crate::{endpoint::endpoint, present::present};

endpoint!(ProveFactor, "prove-factor", POST "/api/session/prove-factor", 200);

/// A guess or an authenticator's answer.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(!remote))]
#[serde(remote = "Self", rename_all = "camelCase", deny_unknown_fields)]
pub struct Request {
    /// The id of a method from the list of factors.
    pub method: String,
    /// The code, for every kind of method except passkeys.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// The result of `navigator.credentials.get` in its JSON form, for a passkey.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    pub credential: Option<Value>,
}

strictly!(Request);

/// Prints the method only, never a code.
impl std::fmt::Debug for Request {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Request").field("method", &self.method).finish_non_exhaustive()
    }
}

/// The factor is proved, and the session has a new cookie.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Response {
    /// The session, which may do more now.
    pub session: Session,
}
