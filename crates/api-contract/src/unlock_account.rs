//! `POST /api/reset/unlock-account`: orders the lockout to be cleared, leaving the password as it is.

use serde::{Deserialize, Serialize};

pub use crate::set_password::Response;
use crate::{Endpoint, Method, strict::strictly};

/// Unlocks the account.
#[derive(Debug)]
pub struct UnlockAccount;

impl Endpoint for UnlockAccount {
    const STEP: &'static str = "unlock-account";
    const METHOD: Method = Method::Post;
    const PATH: &'static str = "/api/reset/unlock-account";
    const SUCCESS: u16 = 202;
    type Request = Request;
    type Response = Response;
}

/// Nothing to say: `{}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Request {}

strictly!(Request);
