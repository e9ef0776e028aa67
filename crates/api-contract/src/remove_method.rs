//! `POST /api/security-info/remove-method`: forgets a registered method.

use serde::{Deserialize, Serialize};
use vocabulary::strictly;

use crate::endpoint::endpoint;
pub use crate::session::Session;

endpoint!(RemoveMethod, "remove-method", POST "/api/security-info/remove-method", 200);

/// Which one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Request {
    /// An id from the list.
    pub method: String,
}

strictly!(Request);

/// It is forgotten.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Response {
    /// The session: perhaps another one is demanded now.
    pub session: Session,
}
