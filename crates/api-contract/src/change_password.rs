//! `POST /api/reset/change-password`: orders the current password to be replaced by a new one, as the person would.

use serde::{Deserialize, Serialize};
use vocabulary::strictly;

use crate::endpoint::endpoint;
pub use crate::set_password::{Envelope, Response};

endpoint!(
    /// Changes the password. The bearer token is that of [`crate::start_change`].
    ChangePassword, "change-password", POST "/api/reset/change-password", 202
);

/// Both passwords, sealed together as `{"current": …, "new": …}` to every agent that was named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "camelCase", deny_unknown_fields)]
pub struct Request {
    /// One per agent.
    pub envelopes: Vec<Envelope>,
}

strictly!(Request);
