//! `POST /api/sign-in/finish`: returns the outcome of a sign-in. The page repeats it until the outcome is known; a
//! session begins with the answer.

use serde::{Deserialize, Serialize};
use vocabulary::strictly;

use crate::endpoint::endpoint;
pub use crate::{SignInRefusal, session::Session};

endpoint!(
    /// Finishes a sign-in. The bearer token is the sign-in's.
    FinishSignIn, "finish-sign-in", POST "/api/sign-in/finish", 200
);

/// The empty request: `{}`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(!remote))]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Request {}

strictly!(Request);

/// The outcome of a sign-in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Response {
    pub state: State,
    /// The reason why the sign-in was refused, if it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refusal: Option<SignInRefusal>,
    /// The session that has begun, if the user is signed in. Its cookie comes with this answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session: Option<Session>,
}

/// The state of a sign-in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// The directory has not answered yet.
    Checking,
    /// The user is not signed in.
    Refused,
    /// The user is signed in.
    SignedIn,
}
