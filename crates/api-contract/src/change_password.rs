//! `POST /api/reset/change-password`: orders the change of the current password, as the user would do it.

use serde::{Deserialize, Serialize};
use vocabulary::strictly;

use crate::endpoint::endpoint;
pub use crate::set_password::{Envelope, Response};

endpoint!(
    /// Changes the password. The bearer token is that of [`crate::start_change`].
    ChangePassword, "change-password", POST "/api/reset/change-password", 202
);

/// Both passwords, sealed together as `{"current": …, "new": …}` to every agent of the seal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(!remote))]
#[serde(remote = "Self", rename_all = "camelCase", deny_unknown_fields)]
pub struct Request {
    /// One envelope for each agent.
    pub envelopes: Vec<Envelope>,
}

strictly!(Request);
