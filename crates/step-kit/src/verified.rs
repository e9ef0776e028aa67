//! Who signed an agent's request.

use api_contract::ProblemKind;
use cloud::agents::{Agents, VerifyError};
use jiff::Timestamp;
use lambda_kit::{AgentRequest, Failure};

/// The id of the agent that signed this very request to this path, for the first time.
pub async fn verified(
    agents: &Agents,
    request: &AgentRequest,
    path: &str,
    now: Timestamp,
) -> Result<String, Failure> {
    agents.verify(&request.token, "POST", path, &request.body, now).await.map_err(|error| match error {
        VerifyError::NotValid => Failure::refused(ProblemKind::TokenInvalid),
        VerifyError::Store(error) => Failure::unavailable(error),
    })
}
