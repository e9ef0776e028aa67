//! `POST /api/session/prove-factor`: proves a second factor. The session gets a new cookie.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use vocabulary::strictly;

pub use crate::session::Session;
use crate::{endpoint::endpoint, present::present};

endpoint!(ProveFactor, "prove-factor", POST "/api/session/prove-factor", 200);

/// One guess, or an answer of an authenticator.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "camelCase", deny_unknown_fields)]
pub struct Request {
    /// An id from the list of factors.
    pub method: String,
    /// The code, for every kind but passkeys.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// For a passkey: what `navigator.credentials.get` came to, in its JSON form.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    pub credential: Option<Value>,
}

strictly!(Request);

/// The method only: a code is never printed.
impl std::fmt::Debug for Request {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Request").field("method", &self.method).finish_non_exhaustive()
    }
}

/// It is proved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Response {
    /// The session, which may more now.
    pub session: Session,
}
