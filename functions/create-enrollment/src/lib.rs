//! Makes a one-time code that enrolls one agent. Only administrators invoke it: it has no route.

mod serve;

use crypto::keys::EnrollmentKey;
use jiff::Timestamp;
use lambda_kit::{Failure, random, rfc3339};
use serde::{Deserialize, Serialize};
use store::agents::{Agents, EnrollmentRefusal};

pub use serve::serve;

#[derive(Debug)]
pub struct CreateEnrollment {
    pub agents: Agents,
    /// The key that hashes codes.
    pub key: EnrollmentKey,
    /// The audit table.
    pub audit: String,
}

/// An administrator's request.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Request {
    /// The id that the agent will have: lower-case letters, digits and hyphens.
    pub agent: String,
}

/// The answer to an administrator.
#[derive(Serialize)]
#[serde(untagged, rename_all_fields = "camelCase")]
pub enum Response {
    /// A code, which is shown only once.
    Made {
        /// The agent's id.
        agent: String,
        /// The code.
        code: String,
        /// The moment when it expires (RFC 3339, UTC).
        expires_at: String,
    },
    /// No code was made.
    Refused {
        /// The reason: `not-an-id` or `name-taken`.
        refused: &'static str,
    },
}

/// Prints nothing of the code.
impl std::fmt::Debug for Response {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Made { .. } => "Made",
            Self::Refused { refused } => refused,
        })
    }
}

impl CreateEnrollment {
    /// Makes a code for a name that no agent has.
    pub async fn handle(&self, request: Request, now: Timestamp) -> Result<Response, Failure> {
        let made =
            self.agents.allow_enrollment(&request.agent, random()?, &self.key, &self.audit, now).await?;
        Ok(match made {
            Ok(code) => {
                Response::Made { agent: request.agent, code: code.text, expires_at: rfc3339(code.expires_at) }
            }
            Err(refusal) => Response::Refused { refused: EnrollmentRefusal::name(refusal) },
        })
    }
}
