//! Revokes an agent, at once and for good. Only administrators invoke it: it has no route.

mod serve;

use jiff::Timestamp;
use lambda_kit::Failure;
use serde::{Deserialize, Serialize};
use store::agents::{Agents, Revoked};

pub use serve::serve;

#[derive(Debug)]
pub struct RevokeAgent {
    pub agents: Agents,
    /// The audit table.
    pub audit: String,
}

/// An administrator's request.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// The agent's id.
    pub agent: String,
}

/// The answer to an administrator.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Told {
    /// The agent is revoked.
    Revoked {
        /// The agent's id.
        agent: String,
        /// Whether it was revoked before.
        before: bool,
    },
    /// The agent is not revoked.
    Refused {
        /// The reason: `agent-unknown`.
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
