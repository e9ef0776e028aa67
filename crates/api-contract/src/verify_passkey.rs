//! `POST /api/reset/verify-passkey`: proves a gate by a passkey.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use vocabulary::strictly;

pub use crate::verify_code::Response;
use crate::{Endpoint, Method};

/// Verifies a passkey's answer to the challenge that the start of the reset gave. It is counted like a guess.
#[derive(Debug)]
pub struct VerifyPasskey;

impl Endpoint for VerifyPasskey {
    const STEP: &'static str = "verify-passkey";
    const METHOD: Method = Method::Post;
    const PATH: &'static str = "/api/reset/verify-passkey";
    const SUCCESS: u16 = 200;
    type Request = Request;
    type Response = Response;
}

/// An authenticator's answer.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Request {
    /// An id from the list of methods.
    pub method: String,
    /// What `navigator.credentials.get` came to, in its JSON form.
    pub credential: Value,
}

strictly!(Request);

/// The method only.
impl std::fmt::Debug for Request {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Request").field("method", &self.method).finish_non_exhaustive()
    }
}
