//! Enrolls an agent: takes its keys, made on its host, in exchange for a one-time code. The request is signed with the
//! new signing key itself. Every failure gets the same answer; the log has the reason.

mod serve;

use agent_protocol::enrollment::{
    ENROLL_AGENT_PATH, EnrollAgent as EnrollRequest, EnrollAgentResponse, NOT_ENROLLED,
};
use crypto::keys::EnrollmentKey;
use domain::{address::AddressBlock, shared_limit::SharedLimit};
use jiff::Timestamp;
use lambda_kit::{AgentRequest, AgentResponse, Failure};
use step_kit::{refuse_agent, signature_failure, signed_request};
use store::{
    agents::Agents,
    audit::AuditTable,
    counters::{CountOutcome, Counters},
};

pub use serve::serve;

#[derive(Debug)]
pub struct EnrollAgent {
    pub agents: Agents,
    /// The counters of attempts.
    pub counters: Counters,
    pub key: EnrollmentKey,
    pub audit: AuditTable,
}

impl EnrollAgent {
    /// Counts the attempt before anything is looked up, then verifies signature and code.
    pub async fn handle(
        &self,
        request: AgentRequest,
        now: Timestamp,
    ) -> Result<AgentResponse<EnrollAgentResponse>, Failure> {
        let block = AddressBlock::new(request.source_address.parse()?);
        for limit in [SharedLimit::enrollments_from(&block), SharedLimit::enrollments()] {
            if let CountOutcome::Reached { .. } = self.counters.count(&limit, now).await? {
                return Err(refuse_agent("limit-reached", &request));
            }
        }
        let body: EnrollRequest = request.parse()?;
        let signing_key = &body.keys.signing_key;
        let signed_request = signed_request(&request, ENROLL_AGENT_PATH);
        let verified = self.agents.verify_with_key(&signed_request, NOT_ENROLLED, signing_key, now).await;
        verified.map_err(|error| signature_failure(error, &request))?;
        match self.agents.enroll(&body.code, &body.keys, &self.key, &self.audit, now).await? {
            Ok(agent) => Ok(AgentResponse::Created(EnrollAgentResponse {
                agent,
                fingerprint: body.keys.fingerprint(),
            })),
            Err(refusal) => Err(refuse_agent(refusal.name(), &request)),
        }
    }
}
