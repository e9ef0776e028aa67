//! Makes a one-time code with which one agent enrolls. Invoked by administrators only: no route leads here.

mod serve;

use crypto::keys::EnrolmentKey;
use jiff::Timestamp;
use lambda_kit::{Failure, random, rfc3339};
use serde::{Deserialize, Serialize};
use store::agents::{Agents, EnrolmentRefusal};

pub use serve::serve;

/// What the step needs.
#[derive(Debug)]
pub struct CreateEnrollment {
    /// Who is enrolled.
    pub agents: Agents,
    /// Hashes codes.
    pub key: EnrolmentKey,
    /// The audit table.
    pub audit: String,
}

/// What an administrator asks.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// The id that the agent will have: lower-case letters, digits and hyphens.
    pub agent: String,
}

/// What an administrator is told.
#[derive(Serialize)]
#[serde(untagged, rename_all_fields = "camelCase")]
pub enum Told {
    /// A code, shown this once.
    Made {
        /// The agent's id.
        agent: String,
        /// The code.
        code: String,
        /// From when on it is worth nothing (RFC 3339, UTC).
        expires_at: String,
    },
    /// No code.
    Refused {
        /// `not-an-id` or `name-taken`.
        refused: &'static str,
    },
}

/// Nothing of the code.
impl std::fmt::Debug for Told {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Made { .. } => "Made",
            Self::Refused { refused } => refused,
        })
    }
}

impl CreateEnrollment {
    /// Makes a code for a name that no agent has.
    pub async fn handle(&self, asked: Asked, now: Timestamp) -> Result<Told, Failure> {
        let made = self.agents.allow_enrolment(&asked.agent, random()?, &self.key, &self.audit, now).await?;
        Ok(match made {
            Ok(code) => {
                Told::Made { agent: asked.agent, code: code.text, expires_at: rfc3339(code.expires_at) }
            }
            Err(refusal) => Told::Refused { refused: EnrolmentRefusal::name(refusal) },
        })
    }
}
