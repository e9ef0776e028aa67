//! Who signed an agent's request.

use api_contract::ProblemKind;
use jiff::Timestamp;
use lambda_kit::{AgentRequest, Failure};
use store::agents::{Agents, KnownAgent, Signed, VerifyError};

/// The agent that signed this very request to this path, for the first time.
pub async fn verified(
    agents: &Agents,
    request: &AgentRequest,
    path: &str,
    now: Timestamp,
) -> Result<KnownAgent, Failure> {
    agents.verify(&signed(request, path), now).await.map_err(|error| refused(error, request))
}

/// A request as it was signed.
pub fn signed<'a>(request: &'a AgentRequest, path: &'a str) -> Signed<'a> {
    Signed { token: &request.token, method: "POST", path, body: &request.body }
}

/// One answer, whatever is wrong; the log tells what.
pub fn refused(error: VerifyError, request: &AgentRequest) -> Failure {
    match error {
        VerifyError::NotValid(reason) => agent_refused(reason.name(), request),
        VerifyError::Store(error) => Failure::unavailable(error),
    }
}

/// The one answer to agents that are not accepted.
pub fn agent_refused(reason: &'static str, request: &AgentRequest) -> Failure {
    tracing::warn!(reason, request_id = request.request_id, "agent_refused");
    Failure::refused(ProblemKind::TokenInvalid)
}
