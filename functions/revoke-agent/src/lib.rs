//! Takes an agent's trust away, at once and for good. Invoked by administrators only: no route leads here.

mod serve;

use jiff::Timestamp;
use lambda_kit::Failure;
use serde::{Deserialize, Serialize};
use store::agents::{Agents, Revoked};

pub use serve::serve;

/// What the step needs.
#[derive(Debug)]
pub struct RevokeAgent {
    /// Who is enrolled.
    pub agents: Agents,
    /// The audit table.
    pub audit: String,
}

/// What an administrator asks.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// The agent's id.
    pub agent: String,
}

/// What an administrator is told.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Told {
    /// It is revoked.
    Revoked {
        /// The agent's id.
        agent: String,
        /// Whether it was revoked before.
        before: bool,
    },
    /// It is not.
    Refused {
        /// `agent-unknown`.
        refused: &'static str,
    },
}

impl RevokeAgent {
    /// Revokes one agent.
    pub async fn handle(&self, asked: Asked, now: Timestamp) -> Result<Told, Failure> {
        Ok(match self.agents.revoke(&asked.agent, &self.audit, now).await? {
            Revoked::Now => Told::Revoked { agent: asked.agent, before: false },
            Revoked::Before => Told::Revoked { agent: asked.agent, before: true },
            Revoked::Unknown => Told::Refused { refused: "agent-unknown" },
        })
    }
}
