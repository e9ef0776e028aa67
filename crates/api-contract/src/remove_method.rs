//! `POST /api/security-info/remove-method`: removes a registered method.

use serde::{Deserialize, Serialize};
use vocabulary::strictly;

use crate::endpoint::endpoint;
pub use crate::session::Session;

endpoint!(RemoveMethod, "remove-method", POST "/api/security-info/remove-method", 200);

/// The method to remove.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(!remote))]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Request {
    /// The id of a method from the list.
    pub method: String,
}

strictly!(Request);

/// The method is removed. It proves nothing any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Response {
    /// The session, which may require another method now.
    pub session: Session,
}
