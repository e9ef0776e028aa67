//! Signatures of agents' requests.

use api_contract::ProblemKind;
use jiff::Timestamp;
use lambda_kit::{AgentRequest, Failure};
use store::agents::{Agents, KnownAgent, SignedRequest, VerifyError};

/// Returns the agent that signed this very request to this path. A request is good once.
pub async fn verify_signature(
    agents: &Agents,
    request: &AgentRequest,
    path: &str,
    now: Timestamp,
) -> Result<KnownAgent, Failure> {
    agents
        .verify(&signed_request(request, path), now)
        .await
        .map_err(|error| signature_failure(error, request))
}

/// Returns the parts of a request that are signed.
pub fn signed_request<'a>(request: &'a AgentRequest, path: &'a str) -> SignedRequest<'a> {
    SignedRequest { token: &request.token, method: "POST", path, body: &request.body }
}

/// Returns the one answer to any invalid signature, and logs the reason.
pub fn signature_failure(error: VerifyError, request: &AgentRequest) -> Failure {
    match error {
        VerifyError::NotValid(reason) => refuse_agent(reason.name(), request),
        VerifyError::Store(error) => Failure::unavailable(error),
    }
}

/// Returns the one answer to agents that are not accepted, and logs the reason.
pub fn refuse_agent(reason: &'static str, request: &AgentRequest) -> Failure {
    tracing::warn!(reason, request_id = request.request_id, "agent_refused");
    Failure::refused(ProblemKind::TokenInvalid)
}
