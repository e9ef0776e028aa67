//! Conversion of an agent's report to the domain's outcome.

use agent_protocol::Outcome;
use api_contract::ProblemKind;
use domain::DirectoryRefusal;
use jiff::Timestamp;
use lambda_kit::Failure;

/// Converts the outcome. Fails for the two refusals that only the cloud itself makes.
pub(crate) fn read(outcome: Outcome) -> Result<domain::Outcome, Failure> {
    let refusal = match outcome {
        Outcome::Done => return Ok(domain::Outcome::Done),
        Outcome::Refused { refusal } => refusal.with_time(Timestamp::from_second)?,
    };
    if matches!(refusal, DirectoryRefusal::OrderCancelled | DirectoryRefusal::AgentWithdrawn) {
        return Err(Failure::refused(ProblemKind::MalformedRequest));
    }
    Ok(domain::Outcome::Refused(refusal))
}
