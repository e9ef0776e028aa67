//! `POST /api/security-info/remove-device`: removes a known device.

use serde::{Deserialize, Serialize};
use vocabulary::strictly;

use crate::endpoint::endpoint;
pub use crate::session::Session;

endpoint!(RemoveDevice, "remove-device", POST "/api/security-info/remove-device", 200);

/// The device to remove.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(!remote))]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Request {
    /// The id of a device from the list.
    pub device: String,
}

strictly!(Request);

/// The account has no such device any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Response {
    /// The session, which goes on.
    pub session: Session,
}
