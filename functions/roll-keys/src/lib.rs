//! Puts new keys in the place of an agent's old ones. Signed with the old key, proved with the new one.

mod serve;

use agent_protocol::enrollment::{ROLL_KEYS_PATH, RollKeys as Asked};
use api_contract::ProblemKind;
use jiff::Timestamp;
use lambda_kit::{AgentAnswer, AgentRequest, Failure};
use step_kit::verified;
use store::agents::{Agents, RollRefusal};

pub use serve::serve;

/// What the step needs.
#[derive(Debug)]
pub struct RollKeys {
    /// Whose signature counts.
    pub agents: Agents,
    /// The audit table.
    pub audit: String,
}

impl RollKeys {
    /// Verifies the signature and the proof; pages that ask from now on seal to the new key.
    pub async fn handle(&self, request: AgentRequest, now: Timestamp) -> Result<AgentAnswer<()>, Failure> {
        let agent = verified(&self.agents, &request, ROLL_KEYS_PATH, now).await?;
        let asked: Asked = request.parse()?;
        match self.agents.roll_keys(agent, &asked, &self.audit, now).await? {
            Ok(()) => Ok(AgentAnswer::Taken),
            Err(refusal) => {
                tracing::warn!(reason = RollRefusal::name(refusal), "keys_not_rolled");
                Err(Failure::refused(ProblemKind::MalformedRequest))
            }
        }
    }
}
