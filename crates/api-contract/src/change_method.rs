//! `POST /api/security-info/change-method`: renames or prefers a registered method, or answers "Is this still you?".

use serde::{Deserialize, Serialize};
pub use vocabulary::ConfirmationAnswer;
use vocabulary::strictly;

pub use crate::session::Session;
use crate::{endpoint::endpoint, present::present};

endpoint!(ChangeMethod, "change-method", POST "/api/security-info/change-method", 200);

/// The method and what to change of it. Members that are left out change nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(!remote))]
#[serde(remote = "Self", rename_all = "camelCase", deny_unknown_fields)]
pub struct Request {
    /// The id of a method from the list.
    pub method: String,
    /// The user's name for the method, at most 40 characters.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Whether the method is offered first from now on.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub prefer: bool,
    /// The user's answer to "Is this still you?".
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    pub answer: Option<ConfirmationAnswer>,
}

strictly!(Request);

/// Every requested change is made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Response {
    /// The session, which may have another next step now.
    pub session: Session,
}
