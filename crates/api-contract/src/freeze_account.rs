//! `POST /api/account/freeze`: "this was not me". Ends every session and reset of the account, and allows no other.

use serde::{Deserialize, Serialize};
use vocabulary::strictly;

use crate::endpoint::endpoint;

endpoint!(
    /// Freezes an account. The bearer token is that of a link in a notice; no session is needed.
    FreezeAccount, "freeze-account", POST "/api/account/freeze", 200
);

/// The empty request: `{}`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(!remote))]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Request {}

strictly!(Request);

/// The account is frozen, now or before: `{}`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Response {}
