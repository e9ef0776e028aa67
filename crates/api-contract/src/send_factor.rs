//! `POST /api/session/send-factor`: asks for a code as second factor.

use serde::{Deserialize, Serialize};
use vocabulary::strictly;

use crate::{Endpoint, Method};

/// Sends a code to a method of the account.
#[derive(Debug)]
pub struct SendFactor;

impl Endpoint for SendFactor {
    const STEP: &'static str = "send-factor";
    const METHOD: Method = Method::Post;
    const PATH: &'static str = "/api/session/send-factor";
    const SUCCESS: u16 = 202;
    type Request = Request;
    type Response = Response;
}

/// By which method.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Request {
    /// An id from the list of factors.
    pub method: String,
}

strictly!(Request);

/// A code is on its way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    /// Digits of the code.
    pub code_length: u8,
    /// When the code is worth nothing any more (RFC 3339, UTC).
    pub code_expires_at: String,
    /// How long until another one may be asked for.
    pub resend_after_seconds: u32,
}
