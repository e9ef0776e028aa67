//! `POST /api/reset/send-code`: sends a code to one of the offered methods.

use serde::{Deserialize, Serialize};
use vocabulary::strictly;

use crate::{endpoint::endpoint, present::present};

endpoint!(SendCode, "send-code", POST "/api/reset/send-code", 202);

/// The method to which the code is sent.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(!remote))]
#[serde(remote = "Self", rename_all = "camelCase", deny_unknown_fields)]
pub struct Request {
    /// The id of a method from the list.
    pub method: String,
    /// The full destination behind the mask, if the policy requires it. It is only compared: codes go to the stored
    /// destination, never to this one.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    pub destination: Option<String>,
}

strictly!(Request);

/// Prints the method only, never a destination.
impl std::fmt::Debug for Request {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Request").field("method", &self.method).finish_non_exhaustive()
    }
}

/// The sending is queued. A code arrives only if the account exists.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Response {
    /// The token of the next step. The token of this request is valid only for a repeat of the same request.
    pub token: String,
    /// The number of digits of the code.
    pub code_length: u8,
    /// The time when the code expires (RFC 3339, UTC).
    pub code_expires_at: String,
    /// The seconds until another code may be sent.
    pub resend_after_seconds: u32,
}

/// Prints everything except the token.
impl std::fmt::Debug for Response {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Response")
            .field("code_length", &self.code_length)
            .field("code_expires_at", &self.code_expires_at)
            .field("resend_after_seconds", &self.resend_after_seconds)
            .finish_non_exhaustive()
    }
}
