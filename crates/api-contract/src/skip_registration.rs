//! `POST /api/security-info/skip-registration`: puts registering off, as often as the policy allows.

use serde::{Deserialize, Serialize};
use vocabulary::strictly;

pub use crate::session::Session;
use crate::{Endpoint, Method};

/// Skips registering until the next sign-in.
#[derive(Debug)]
pub struct SkipRegistration;

impl Endpoint for SkipRegistration {
    const STEP: &'static str = "skip-registration";
    const METHOD: Method = Method::Post;
    const PATH: &'static str = "/api/security-info/skip-registration";
    const SUCCESS: u16 = 200;
    type Request = Request;
    type Response = Response;
}

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
