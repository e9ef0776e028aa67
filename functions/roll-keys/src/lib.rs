//! Replaces an agent's keys. The request is signed with the old key, and proves possession of the new one.

mod serve;

use agent_protocol::enrollment::{ROLL_KEYS_PATH, RollKeys as RollRequest};
use api_contract::ProblemKind;
use jiff::Timestamp;
use lambda_kit::{AgentRequest, AgentResponse, Failure};
use step_kit::verify_signature;
use store::{
    agents::{Agents, RollRefusal},
    audit::AuditTable,
};

pub use serve::serve;

#[derive(Debug)]
pub struct RollKeys {
    pub agents: Agents,
    pub audit: AuditTable,
}

impl RollKeys {
    /// Verifies signature and proof, and replaces the keys. Pages that load keys from now on seal to the new one.
    pub async fn handle(&self, request: AgentRequest, now: Timestamp) -> Result<AgentResponse<()>, Failure> {
        let agent = verify_signature(&self.agents, &request, ROLL_KEYS_PATH, now).await?;
        let body: RollRequest = request.parse()?;
        match self.agents.roll_keys(agent, &body, &self.audit, now).await? {
            Ok(()) => Ok(AgentResponse::NoContent),
            Err(refusal) => {
                tracing::warn!(reason = RollRefusal::name(refusal), "keys_not_rolled");
                Err(Failure::refused(ProblemKind::MalformedRequest))
            }
        }
    }
}
