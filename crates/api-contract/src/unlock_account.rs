//! `POST /api/reset/unlock-account`: orders the lockout to be cleared, leaving the password as it is.

use serde::{Deserialize, Serialize};
use vocabulary::strictly;

pub use crate::set_password::Response;
use crate::{Endpoint, Method};

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

/// Nothing else to say: `{}`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "camelCase", deny_unknown_fields)]
pub struct Request {
    /// Whether the order may wait for an agent, where all are away, instead of being refused.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub keep_trying: bool,
}

strictly!(Request);
