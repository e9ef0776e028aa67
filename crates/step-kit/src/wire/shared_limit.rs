//! Shared limits as problems of the contract.

use api_contract::ProblemKind;
use jiff::Timestamp;
use lambda_kit::Failure;
use store::counters::CountOutcome;

use crate::seconds_until;

/// Refuses a request if a shared limit is reached.
pub fn refuse_if_reached(outcome: CountOutcome, now: Timestamp) -> Result<(), Failure> {
    refuse_as(ProblemKind::LimitReached, outcome, now)
}

/// Refuses to send a code of a kind that no provider accepts now.
pub fn refuse_if_not_delivered(outcome: CountOutcome, now: Timestamp) -> Result<(), Failure> {
    refuse_as(ProblemKind::CodeNotSent, outcome, now)
}

fn refuse_as(kind: ProblemKind, outcome: CountOutcome, now: Timestamp) -> Result<(), Failure> {
    match outcome {
        CountOutcome::Allowed => Ok(()),
        CountOutcome::Reached { until } => Err(Failure::refused_until(kind, seconds_until(until, now))),
    }
}
