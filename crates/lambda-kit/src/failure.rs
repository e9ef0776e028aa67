//! Failures of steps.

use std::error::Error;

use api_contract::ProblemKind;

/// An error of any kind, with its causes.
pub(crate) type Cause = Box<dyn Error + Send + Sync>;

/// The failure of a step: an expected refusal, or an unexpected error.
#[derive(Debug)]
pub enum Failure {
    /// An expected refusal: the user gets the problem.
    Refused(ProblemDetails),
    /// A dependency does not answer. The causes go to the log; the user may try again.
    Unavailable(Cause),
    /// A fault in Readmit. The causes go to the log; the user gets the request id.
    Internal(Cause),
}

/// The problem of an expected refusal, with its members.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProblemDetails {
    pub kind: ProblemKind,
    /// The number of guesses left; with `code-wrong`.
    pub guesses_left: Option<u32>,
    /// The wait in seconds; with `send-too-soon`, `limit-reached` and `code-not-sent`.
    pub retry_after_seconds: Option<u32>,
    /// The difficulty that a proof of work needs; with `more-work-required`.
    pub difficulty: Option<u32>,
}

impl ProblemDetails {
    /// Makes a problem without members.
    pub const fn new(kind: ProblemKind) -> Self {
        Self { kind, guesses_left: None, retry_after_seconds: None, difficulty: None }
    }
}

impl Failure {
    /// Makes a refusal without members.
    pub const fn refused(kind: ProblemKind) -> Self {
        Self::Refused(ProblemDetails::new(kind))
    }

    /// Makes the refusal `code-wrong` with the number of guesses that are left.
    pub const fn code_wrong(guesses_left: u32) -> Self {
        let details = ProblemDetails::new(ProblemKind::CodeWrong);
        Self::Refused(ProblemDetails { guesses_left: Some(guesses_left), ..details })
    }

    /// Makes a refusal with a wait: `send-too-soon`, `limit-reached` or `code-not-sent`.
    pub const fn refused_until(kind: ProblemKind, retry_after_seconds: u32) -> Self {
        let details = ProblemDetails::new(kind);
        Self::Refused(ProblemDetails { retry_after_seconds: Some(retry_after_seconds), ..details })
    }

    /// Makes the refusal `more-work-required` with the difficulty that is needed.
    pub const fn more_work(difficulty: u32) -> Self {
        let details = ProblemDetails::new(ProblemKind::MoreWorkRequired);
        Self::Refused(ProblemDetails { difficulty: Some(difficulty), ..details })
    }

    /// Makes the failure of a dependency.
    pub fn unavailable(cause: impl Into<Cause>) -> Self {
        Self::Unavailable(cause.into())
    }

    /// Makes the failure of a fault in Readmit.
    pub fn internal(cause: impl Into<Cause>) -> Self {
        Self::Internal(cause.into())
    }
}

impl From<ProblemDetails> for Failure {
    fn from(details: ProblemDetails) -> Self {
        Self::Refused(details)
    }
}

/// Converts an error for `?`. An error with a cause comes from a call that failed elsewhere: `unavailable`. An error
/// without one is a contradiction in stored or computed data: `internal`.
impl<E: Error + Send + Sync + 'static> From<E> for Failure {
    fn from(error: E) -> Self {
        if error.source().is_some() { Self::unavailable(error) } else { Self::internal(error) }
    }
}

/// Converts a failure for queues and streams, which have no caller to answer: every failure means that the message
/// comes again.
impl From<Failure> for Cause {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Refused(details) => details.kind.title().into(),
            Failure::Unavailable(cause) | Failure::Internal(cause) => cause,
        }
    }
}
