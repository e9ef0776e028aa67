//! How a step fails.

use std::error::Error;

use api_contract::ProblemKind;

/// An error of any kind, with its causes.
pub(crate) type Cause = Box<dyn Error + Send + Sync>;

/// How a step fails: with an expected "no", or unexpectedly.
#[derive(Debug)]
pub enum Failure {
    /// An expected "no": the person is told which.
    Refused(Refused),
    /// Something needed does not answer. The causes go to the log, the person may try again.
    Unavailable(Cause),
    /// A fault of ours. The causes go to the log, the person gets the request id.
    Internal(Cause),
}

/// An expected "no" and its members.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    /// Which "no".
    pub kind: ProblemKind,
    /// With `code-wrong`.
    pub guesses_left: Option<u32>,
    /// With `send-too-soon` and `limit-reached`.
    pub retry_after_seconds: Option<u32>,
}

impl Failure {
    /// A "no" without members.
    pub const fn refused(kind: ProblemKind) -> Self {
        Self::Refused(Refused { kind, guesses_left: None, retry_after_seconds: None })
    }

    /// `code-wrong`.
    pub const fn code_wrong(guesses_left: u32) -> Self {
        Self::Refused(Refused {
            kind: ProblemKind::CodeWrong,
            guesses_left: Some(guesses_left),
            retry_after_seconds: None,
        })
    }

    /// `send-too-soon` or `limit-reached`: a "no" until later.
    pub const fn refused_until(kind: ProblemKind, retry_after_seconds: u32) -> Self {
        Self::Refused(Refused { kind, guesses_left: None, retry_after_seconds: Some(retry_after_seconds) })
    }

    /// Something needed does not answer.
    pub fn unavailable(cause: impl Into<Cause>) -> Self {
        Self::Unavailable(cause.into())
    }

    /// A fault of ours.
    pub fn internal(cause: impl Into<Cause>) -> Self {
        Self::Internal(cause.into())
    }
}

impl From<Refused> for Failure {
    fn from(refused: Refused) -> Self {
        Self::Refused(refused)
    }
}

/// For `?`. An error with a cause tells of a call that failed elsewhere: `unavailable`. An error without one is a
/// contradiction in what we stored or computed: `internal`.
impl<E: Error + Send + Sync + 'static> From<E> for Failure {
    fn from(error: E) -> Self {
        if error.source().is_some() { Self::unavailable(error) } else { Self::internal(error) }
    }
}

/// For queues and streams, where nobody is answered and every failure means "again".
impl From<Failure> for Cause {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Refused(refused) => refused.kind.title().into(),
            Failure::Unavailable(cause) | Failure::Internal(cause) => cause,
        }
    }
}
