//! Enrols an agent: its keys, made on its host, against a one-time code. The request is signed with the very key that it
//! tells of. Whatever is wrong is answered alike; the log tells what.

mod serve;

use agent_protocol::enrollment::{
    ENROLL_AGENT_PATH, EnrollAgent as Asked, EnrollAgentResponse, NOT_ENROLLED,
};
use crypto::keys::EnrollmentKey;
use domain::{address::AddressBlock, shared_limit::SharedLimit};
use jiff::Timestamp;
use lambda_kit::{AgentAnswer, AgentRequest, Failure};
use step_kit::{agent_refused, refused, signed};
use store::{
    agents::Agents,
    counters::{Counted, Counters},
};

pub use serve::serve;

/// What the step needs.
#[derive(Debug)]
pub struct EnrollAgent {
    /// Who is enrolled.
    pub agents: Agents,
    /// Counts tries.
    pub counters: Counters,
    /// Hashes codes.
    pub key: EnrollmentKey,
    /// The audit table.
    pub audit: String,
}

impl EnrollAgent {
    /// Counts the try before anything is looked up, then checks signature and code.
    pub async fn handle(
        &self,
        request: AgentRequest,
        now: Timestamp,
    ) -> Result<AgentAnswer<EnrollAgentResponse>, Failure> {
        let block = AddressBlock::new(request.source_address.parse()?);
        for limit in [SharedLimit::enrollments_from(&block), SharedLimit::enrollments()] {
            if let Counted::Reached { .. } = self.counters.count(&limit, now).await? {
                return Err(agent_refused("limit-reached", &request));
            }
        }
        let asked: Asked = request.parse()?;
        let signing_key = &asked.keys.signing_key;
        let signed = signed(&request, ENROLL_AGENT_PATH);
        let taken = self.agents.take(&signed, NOT_ENROLLED, signing_key, now).await;
        taken.map_err(|error| refused(error, &request))?;
        match self.agents.enroll(&asked.code, &asked.keys, &self.key, &self.audit, now).await? {
            Ok(agent) => {
                Ok(AgentAnswer::Made(EnrollAgentResponse { agent, fingerprint: asked.keys.fingerprint() }))
            }
            Err(refusal) => Err(agent_refused(refusal.name(), &request)),
        }
    }
}
