//! `POST /api/reset/change-password`: orders the current password to be replaced by a new one, as the person would.

use serde::{Deserialize, Serialize};
use vocabulary::strictly;

pub use crate::set_password::{Envelope, Response};
use crate::{Endpoint, Method};

/// Changes the password. The bearer is the token of [`crate::start_change`].
#[derive(Debug)]
pub struct ChangePassword;

impl Endpoint for ChangePassword {
    const STEP: &'static str = "change-password";
    const METHOD: Method = Method::Post;
    const PATH: &'static str = "/api/reset/change-password";
    const SUCCESS: u16 = 202;
    type Request = Request;
    type Response = Response;
}

/// Both passwords, sealed together as `{"current": …, "new": …}` to every agent that was named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "camelCase", deny_unknown_fields)]
pub struct Request {
    /// One per agent.
    pub envelopes: Vec<Envelope>,
}

strictly!(Request);
