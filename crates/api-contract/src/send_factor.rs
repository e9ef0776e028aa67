//! `POST /api/session/send-factor`: sends a code as second factor.

use serde::{Deserialize, Serialize};
use vocabulary::strictly;

use crate::endpoint::endpoint;

endpoint!(SendFactor, "send-factor", POST "/api/session/send-factor", 202);

/// The method to which the code is sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(!remote))]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Request {
    /// The id of a method from the list of factors.
    pub method: String,
}

strictly!(Request);

/// The code is sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Response {
    /// The number of digits of the code.
    pub code_length: u8,
    /// The time when the code expires (RFC 3339, UTC).
    pub code_expires_at: String,
    /// The seconds until another code may be sent.
    pub resend_after_seconds: u32,
}
