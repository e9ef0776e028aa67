//! Lost races: reload, decide again, save again.

use std::future::Future;

use cloud::StoreError;
use jiff::Timestamp;
use lambda_kit::Failure;
use reset_domain::Refusal;

use crate::failure;

/// How often a step is tried. Each lost race means that somebody else's step was admitted, and a reset admits few.
const ATTEMPTS: u32 = 8;

/// Why one attempt at a step ended.
#[derive(Debug)]
pub enum StepError {
    /// An expected "no".
    Refused(Refusal),
    /// The store: a lost race is tried again.
    Store(StoreError),
    /// Anything else.
    Failed(Failure),
}

impl From<Refusal> for StepError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<StoreError> for StepError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<Failure> for StepError {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

/// Tries a step until it is decided, at most [`ATTEMPTS`] times.
///
/// A refusal is decided twice: reset and limits are two reads, between which another request may have moved both on, and
/// a refusal has no condition in the store that would notice.
pub async fn retry<T, F>(now: Timestamp, mut attempt: impl FnMut() -> F) -> Result<T, Failure>
where
    F: Future<Output = Result<T, StepError>>,
{
    let mut left = ATTEMPTS;
    let mut refused = false;
    loop {
        left -= 1;
        match attempt().await {
            Ok(answer) => return Ok(answer),
            Err(StepError::Store(StoreError::Conflict)) if left > 0 => {}
            Err(StepError::Store(StoreError::Conflict)) => {
                return Err(Failure::unavailable(StoreError::Conflict));
            }
            Err(StepError::Store(error)) => return Err(error.into()),
            Err(StepError::Refused(_)) if left > 0 && !refused => refused = true,
            Err(StepError::Refused(refusal)) => return Err(failure(refusal, now)),
            Err(StepError::Failed(failure)) => return Err(failure),
        }
    }
}
