//! `POST /api/session/send-factor`: asks for a code as second factor.

use serde::{Deserialize, Serialize};
use vocabulary::strictly;

use crate::endpoint::endpoint;

endpoint!(SendFactor, "send-factor", POST "/api/session/send-factor", 202);

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
