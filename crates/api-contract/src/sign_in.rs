//! `POST /api/sign-in`: has a name and a password looked at by an agent. Answered alike for every name.

use serde::{Deserialize, Serialize};
use vocabulary::strictly;

use crate::endpoint::endpoint;
pub use crate::{set_password::Envelope, start_reset::ProofOfWork};

endpoint!(SignIn, "sign-in", POST "/api/sign-in", 202);

/// Who, the password, and the proof of work.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "camelCase", deny_unknown_fields)]
pub struct Request {
    /// User principal name, `DOMAIN\\name`, account name or work mail.
    pub user_id: String,
    /// The solved challenge.
    pub work: ProofOfWork,
    /// The password, sealed as `{"current": …}` to every agent that was named.
    pub envelopes: Vec<Envelope>,
}

strictly!(Request);

/// Nothing: a name may be a mail address.
impl std::fmt::Debug for Request {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Request").finish_non_exhaustive()
    }
}

/// An agent is asked, or nobody is: that makes no difference here.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    /// For [`crate::finish_sign_in`].
    pub token: String,
    /// When the sign-in is over (RFC 3339, UTC).
    pub expires_at: String,
}

/// A token is never printed.
impl std::fmt::Debug for Response {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Response").field("expires_at", &self.expires_at).finish_non_exhaustive()
    }
}
