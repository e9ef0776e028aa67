//! Sessions of signed-in users.
//!
//! The session is a cookie, `__Host-readmit`, that only the server reads. Every request with it must come from this
//! site (`Origin`) and have the header `X-Readmit: 1`, which no form and no other site can send.

use serde::{Deserialize, Serialize};
pub use vocabulary::NextStep;

/// The name of the cookie that holds the reference of a session.
pub const COOKIE: &str = "__Host-readmit";

/// The name of the cookie that says on which known devices a browser is. It proves nothing.
pub const DEVICE_COOKIE: &str = "__Host-readmit-device";

/// The header of every request of a session.
pub const HEADER: &str = "x-readmit";

/// A session, as the page may know it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Session {
    /// The step that the user has to take next.
    pub next: NextStep,
    /// The time when the session ends without another request (RFC 3339, UTC).
    pub idle_until: String,
    /// The time when the session ends in any case (RFC 3339, UTC).
    pub expires_at: String,
}
