//! `POST /api/security-info/change-method`: names a registered method, prefers it, or confirms it.

use serde::{Deserialize, Serialize};
use vocabulary::strictly;

pub use crate::session::Session;
use crate::{endpoint::endpoint, present::present};

endpoint!(ChangeMethod, "change-method", POST "/api/security-info/change-method", 200);

/// What is to be changed; what is left out stays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "camelCase", deny_unknown_fields)]
pub struct Request {
    /// An id from the list.
    pub method: String,
    /// What the person calls it, at most 40 characters.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Offer it first.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub prefer: bool,
    /// "Yes, this is still me."
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub confirm: bool,
}

strictly!(Request);

/// It is changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Response {
    /// The session: perhaps nothing more is demanded now.
    pub session: Session,
}
