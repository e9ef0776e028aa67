//! `POST /api/sign-in`: has an agent try a name and a password. The answer is alike for every name.

use serde::{Deserialize, Serialize};
use vocabulary::strictly;

use crate::endpoint::endpoint;
pub use crate::{set_password::Envelope, start_reset::ProofOfWork};

endpoint!(SignIn, "sign-in", POST "/api/sign-in", 202);

/// The name, the password and the proof of work.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(!remote))]
#[serde(remote = "Self", rename_all = "camelCase", deny_unknown_fields)]
pub struct Request {
    /// The user principal name, `DOMAIN\\name`, account name or work mail.
    pub user_id: String,
    /// The solved challenge. It is valid for one sign-in.
    pub work: ProofOfWork,
    /// The password, sealed as `{"current": …}` to every agent of the seal.
    pub envelopes: Vec<Envelope>,
}

strictly!(Request);

/// Prints nothing, because a name may be a mail address.
impl std::fmt::Debug for Request {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Request").finish_non_exhaustive()
    }
}

/// The sign-in has begun. The response is the same if no agent is asked.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Response {
    /// The token of [`crate::finish_sign_in`].
    pub token: String,
    /// The time when the sign-in expires (RFC 3339, UTC).
    pub expires_at: String,
}

/// Prints no token.
impl std::fmt::Debug for Response {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Response").field("expires_at", &self.expires_at).finish_non_exhaustive()
    }
}
