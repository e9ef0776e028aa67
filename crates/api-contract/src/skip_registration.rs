//! `POST /api/security-info/skip-registration`: postpones the registration of methods, as often as the policy allows.

use serde::{Deserialize, Serialize};
use vocabulary::strictly;

use crate::endpoint::endpoint;
pub use crate::session::Session;

endpoint!(
    /// Postpones the registration of methods until the next sign-in.
    SkipRegistration, "skip-registration", POST "/api/security-info/skip-registration", 200
);

/// The empty request: `{}`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(!remote))]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Request {}

strictly!(Request);

/// The registration is postponed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Response {
    /// The session, in which nothing is required now.
    pub session: Session,
}
