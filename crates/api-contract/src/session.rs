//! What the steps of a person who is signed in have in common.
//!
//! The session is a cookie, `__Host-readmit`, that only the server reads. Every request that brings it must come from
//! this site (`Origin`) and say so by the header `X-Readmit: 1`, which no form and no other site can send.

use serde::{Deserialize, Serialize};

/// The cookie's name.
pub const COOKIE: &str = "__Host-readmit";

/// The header that every request of a session bears.
pub const HEADER: &str = "x-readmit";

/// A session, as the page may know it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Session {
    /// What comes now.
    pub next: Next,
    /// When it ends if nothing more is asked (RFC 3339, UTC).
    pub idle_until: String,
    /// When it ends in any case (RFC 3339, UTC).
    pub expires_at: String,
}

/// What a person who is signed in does next. Everything else waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Next {
    /// The password has expired or must be changed.
    ChangePassword,
    /// A registered method is to be proved, before anything is shown.
    Prove,
    /// The account is frozen: a passkey lifts that, or an administrator.
    LiftFreeze,
    /// More methods are to be registered.
    Register,
    /// It is time to confirm what is registered.
    Confirm,
    /// Nothing is demanded: security information, or changing the password.
    SecurityInfo,
}
