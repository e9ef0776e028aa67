//! `POST /api/security-info/skip-registration`: puts registering off, as often as the policy allows.

use serde::{Deserialize, Serialize};
use vocabulary::strictly;

use crate::endpoint::endpoint;
pub use crate::session::Session;

endpoint!(
    /// Skips registering until the next sign-in.
    SkipRegistration, "skip-registration", POST "/api/security-info/skip-registration", 200
);

/// Nothing to say: `{}`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Request {}

strictly!(Request);

/// It is put off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Response {
    /// The session, in which nothing is demanded now.
    pub session: Session,
}
