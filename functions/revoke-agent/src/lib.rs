//! Revokes an agent, at once and permanently. Only administrators invoke it: it has no route.

mod serve;

use api_contract::admin::revoke_agent::{Refusal, Request, Response};
use jiff::Timestamp;
use lambda_kit::Failure;
use store::{
    agents::{Agents, RevokeOutcome},
    audit::AuditTable,
};

pub use serve::serve;

#[derive(Debug)]
pub struct RevokeAgent {
    pub agents: Agents,
    pub audit: AuditTable,
}

impl RevokeAgent {
    /// Revokes one agent.
    pub async fn handle(&self, request: Request, now: Timestamp) -> Result<Response, Failure> {
        Ok(match self.agents.revoke(&request.agent, &self.audit, now).await? {
            RevokeOutcome::Revoked => Response::Revoked { agent: request.agent, before: false },
            RevokeOutcome::AlreadyRevoked => Response::Revoked { agent: request.agent, before: true },
            RevokeOutcome::AgentUnknown => Response::Refused { refused: Refusal::AgentUnknown },
        })
    }
}
