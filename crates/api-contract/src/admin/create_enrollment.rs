//! Makes a one-time code that enrolls one agent.

use serde::{Deserialize, Serialize};

use super::AdminStep;

#[derive(Debug)]
pub struct CreateEnrollment;

impl AdminStep for CreateEnrollment {
    const STEP: &'static str = "create-enrollment";
    type Request = Request;
    type Response = Response;
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Request {
    /// The id that the agent will have: lower-case letters, digits and hyphens.
    pub agent: String,
}

#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged, rename_all_fields = "camelCase")]
pub enum Response {
    /// A code, which is shown only once.
    Created {
        /// The id that the agent will have.
        agent: String,
        /// The one-time code for `readmit-agent enroll`.
        code: String,
        /// The time when the code expires (RFC 3339, UTC).
        expires_at: String,
    },
    /// No code was made.
    Refused { refused: Refusal },
}

/// The reason why no code was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Refusal {
    /// The id has other characters, or is too long.
    NotAnId,
    /// An agent that is not revoked has the id.
    NameTaken,
}

/// Prints no part of the code.
impl std::fmt::Debug for Response {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Created { .. } => f.write_str("Created"),
            Self::Refused { refused } => write!(f, "Refused({refused:?})"),
        }
    }
}
