//! Revokes an agent, at once and for good. Only administrators invoke it: it has no route.

mod serve;

use jiff::Timestamp;
use lambda_kit::Failure;
use serde::{Deserialize, Serialize};
use store::agents::{Agents, RevokeOutcome};

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
pub struct Request {
    /// The agent's id.
    pub agent: String,
}

/// The answer to an administrator.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Response {
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
    pub async fn handle(&self, request: Request, now: Timestamp) -> Result<Response, Failure> {
        Ok(match self.agents.revoke(&request.agent, &self.audit, now).await? {
            RevokeOutcome::Revoked => Response::Revoked { agent: request.agent, before: false },
            RevokeOutcome::AlreadyRevoked => Response::Revoked { agent: request.agent, before: true },
            RevokeOutcome::AgentUnknown => Response::Refused { refused: "agent-unknown" },
        })
    }
}
