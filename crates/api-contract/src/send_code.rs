//! `POST /api/reset/send-code`: asks for a code by one of the offered methods.

use serde::{Deserialize, Serialize};
use vocabulary::strictly;

use crate::{endpoint::endpoint, present::present};

endpoint!(SendCode, "send-code", POST "/api/reset/send-code", 202);

/// By which method.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "camelCase", deny_unknown_fields)]
pub struct Request {
    /// An id from the list of methods.
    pub method: String,
    /// The full destination behind the mask, where the policy demands that it is typed. It is only compared:
    /// codes go to the stored destination, never to this one.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    pub destination: Option<String>,
}

strictly!(Request);

/// The method only: a destination is never printed.
impl std::fmt::Debug for Request {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Request").field("method", &self.method).finish_non_exhaustive()
    }
}

/// The request is queued; whether a code arrives depends on whether the account exists.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    /// For the next step; the token used for this request is dead, but for a repeat of this very request.
    pub token: String,
    /// Digits of the code.
    pub code_length: u8,
    /// When the code is worth nothing any more (RFC 3339, UTC).
    pub code_expires_at: String,
    /// How long until another one may be asked for.
    pub resend_after_seconds: u32,
}

/// Everything but the token.
impl std::fmt::Debug for Response {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Response")
            .field("code_length", &self.code_length)
            .field("code_expires_at", &self.code_expires_at)
            .field("resend_after_seconds", &self.resend_after_seconds)
            .finish_non_exhaustive()
    }
}
