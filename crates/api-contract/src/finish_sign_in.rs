//! `POST /api/sign-in/finish`: what came of a sign-in. Asked until it is known; a session begins with the answer.

use serde::{Deserialize, Serialize};
use vocabulary::strictly;

use crate::endpoint::endpoint;
pub use crate::{SignInRefusal, session::Session};

endpoint!(
    /// Finishes a sign-in. The bearer token is the sign-in's.
    FinishSignIn, "finish-sign-in", POST "/api/sign-in/finish", 200
);

/// Nothing to say: `{}`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Request {}

strictly!(Request);

/// How the sign-in stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    /// Where it is.
    pub state: State,
    /// Why not, when refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refusal: Option<SignInRefusal>,
    /// The session that has begun, when signed in; its cookie comes with this answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session: Option<Session>,
}

/// Where a sign-in is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// The directory has not answered yet.
    Checking,
    /// Not signed in.
    Refused,
    /// Signed in.
    SignedIn,
}
