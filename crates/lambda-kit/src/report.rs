//! One log line per invocation, without any part of bodies, headers, tokens or addresses.

use std::{error::Error, time::Instant};

use api_contract::ProblemKind;

use crate::failure::{Failure, ProblemDetails};

/// Logs the end of an invocation.
pub(crate) fn log_answer(
    step: &str,
    request_id: &str,
    status: u16,
    problem: Option<ProblemKind>,
    began: Instant,
) {
    let problem = problem.map(ProblemKind::name);
    let duration_ms = milliseconds(began);
    tracing::info!(step, status, problem, request_id, duration_ms, "answered");
}

/// Converts a failure to the problem that the user gets, and logs an unexpected one with its causes.
pub(crate) fn problem_details(step: &str, request_id: &str, failure: Failure) -> ProblemDetails {
    let (kind, cause) = match failure {
        Failure::Refused(details) => return details,
        Failure::Unavailable(cause) => (ProblemKind::Unavailable, cause),
        Failure::Internal(cause) => (ProblemKind::Internal, cause),
    };
    tracing::error!(step, request_id, problem = kind.name(), cause = chain(cause.as_ref()), "failed");
    ProblemDetails::new(kind)
}

/// Returns an error and all its causes: `saving the reset: time-out: ...`.
pub(crate) fn chain(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text = format!("{text}: {error}");
        cause = error.source();
    }
    text
}

/// Returns the milliseconds since `began`.
pub(crate) fn milliseconds(began: Instant) -> u64 {
    u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX)
}
