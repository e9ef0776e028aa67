//! `POST /api/reset/unlock-account`: orders the end of a lockout and leaves the password as it is.

use serde::{Deserialize, Serialize};
use vocabulary::strictly;

use crate::endpoint::endpoint;
pub use crate::set_password::Response;

endpoint!(UnlockAccount, "unlock-account", POST "/api/reset/unlock-account", 202);

/// The request, often empty: `{}`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(!remote))]
#[serde(remote = "Self", rename_all = "camelCase", deny_unknown_fields)]
pub struct Request {
    /// Whether the order may wait for an agent, instead of being refused, if all are offline.
    #[serde(rename = "keepTrying", default, skip_serializing_if = "std::ops::Not::not")]
    pub is_deferrable: bool,
}

strictly!(Request);
