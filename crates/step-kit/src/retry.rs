//! Retries of lost races: load again, decide again, save again.

use std::{future::Future, time::Duration};

use domain::StepRefusal;
use jiff::Timestamp;
use lambda_kit::{Failure, random};
use store::StoreError;

use crate::failure;

/// The maximum number of attempts at a step. Each lost race means that another step of the reset was saved, and a reset
/// has few.
const ATTEMPTS: u32 = 8;

/// The reason why one attempt at a step failed.
#[derive(Debug)]
pub enum StepError {
    /// The domain refused the step.
    Refused(StepRefusal),
    /// The store failed. A lost race is tried again.
    Store(StoreError),
    /// The step failed for another reason.
    Failed(Failure),
}

impl From<StepRefusal> for StepError {
    fn from(refusal: StepRefusal) -> Self {
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
/// A refusal is decided twice: reset and limits are not read at one moment, so that another request may have moved both
/// on in between, and a refusal has no condition in the store that would notice.
pub async fn retry<T, F>(now: Timestamp, mut attempt: impl FnMut() -> F) -> Result<T, Failure>
where
    F: Future<Output = Result<T, StepError>>,
{
    let mut attempts = 0;
    let mut was_refused = false;
    loop {
        attempts += 1;
        let is_last = attempts == ATTEMPTS;
        match attempt().await {
            Ok(answer) => return Ok(answer),
            Err(StepError::Store(StoreError::Conflict)) if !is_last => {
                tokio::time::sleep(pause(attempts, random()?)).await;
            }
            Err(StepError::Store(StoreError::Conflict)) => {
                return Err(Failure::unavailable(StoreError::Conflict));
            }
            Err(StepError::Store(error)) => return Err(error.into()),
            Err(StepError::Refused(_)) if !is_last && !was_refused => was_refused = true,
            Err(StepError::Refused(refusal)) => return Err(failure(refusal, now)),
            Err(StepError::Failed(failure)) => return Err(failure),
        }
    }
}

/// Tries a step like [`retry`]. The first attempt gets what the request has loaded already. A lost race means that this
/// is out of date, so that every later attempt gets what `load` returns.
pub async fn retry_loaded<L, T, E, Loading, Attempt>(
    now: Timestamp,
    loaded: L,
    load: impl Fn() -> Loading,
    attempt: impl Fn(L) -> Attempt,
) -> Result<T, Failure>
where
    Loading: Future<Output = Result<L, E>>,
    Attempt: Future<Output = Result<T, StepError>>,
    StepError: From<E>,
{
    let (mut first, load, attempt) = (Some(loaded), &load, &attempt);
    retry(now, || {
        let first = first.take();
        async move {
            let loaded = match first {
                Some(loaded) => loaded,
                None => load().await?,
            };
            attempt(loaded).await
        }
    })
    .await
}

/// Returns a random pause before the next attempt: up to 1, 2, 4 and then 8 milliseconds, so that the requests that
/// raced do not meet again.
fn pause(attempts: u32, random_bytes: [u8; 2]) -> Duration {
    let maximum = Duration::from_millis(1 << attempts.saturating_sub(1).min(3));
    maximum * u32::from(u16::from_be_bytes(random_bytes)) / u32::from(u16::MAX)
}

#[cfg(test)]
mod tests {
    use std::cell::{Cell, RefCell};

    use super::*;

    #[test]
    fn pauses_are_random_up_to_8_ms() {
        for (attempts, maximum) in [(0, 1), (1, 1), (2, 2), (3, 4), (4, 8), (ATTEMPTS, 8), (u32::MAX, 8)] {
            let maximum = Duration::from_millis(maximum);
            assert_eq!(pause(attempts, [0; 2]), Duration::ZERO, "{attempts}");
            assert_eq!(pause(attempts, [255; 2]), maximum, "{attempts}");
            let between = pause(attempts, [128, 0]);
            assert!(between > maximum * 2 / 5 && between < maximum * 3 / 5, "{attempts}: {between:?}");
        }
    }

    /// Returns the number of attempts at a step that ends in turn as `outcomes` say, and whether it succeeded in the
    /// end.
    async fn attempts_of(mut outcomes: impl FnMut(u32) -> Result<(), StepError>) -> (u32, bool) {
        let attempts = Cell::new(0);
        let decided = retry(Timestamp::UNIX_EPOCH, || {
            attempts.set(attempts.get() + 1);
            std::future::ready(outcomes(attempts.get()))
        });
        let decided = decided.await.is_ok();
        (attempts.get(), decided)
    }

    #[tokio::test]
    async fn lost_race_is_retried_8_times() {
        let lost = || Err(StepError::Store(StoreError::Conflict));

        assert_eq!(attempts_of(|attempts| if attempts < 3 { lost() } else { Ok(()) }).await, (3, true));
        assert_eq!(attempts_of(|_| lost()).await, (ATTEMPTS, false));
    }

    #[tokio::test]
    async fn only_the_first_attempt_gets_what_was_loaded_before() {
        let attempts = RefCell::new(Vec::new());
        let load = || std::future::ready(Ok::<_, StoreError>("again"));
        let decided = retry_loaded(Timestamp::UNIX_EPOCH, "before", load, |loaded| {
            attempts.borrow_mut().push(loaded);
            let is_lost = attempts.borrow().len() < 3;
            std::future::ready(if is_lost { Err(StoreError::Conflict.into()) } else { Ok(loaded) })
        });

        assert!(decided.await.is_ok());
        assert_eq!(*attempts.borrow(), ["before", "again", "again"]);
    }

    #[tokio::test]
    async fn refusal_is_decided_twice_and_other_failures_once() {
        let refused = || Err(StepError::Refused(StepRefusal::TokenInvalid));
        let failed = || Err(StepError::Failed(Failure::internal("a fault")));

        assert_eq!(attempts_of(|_| refused()).await, (2, false));
        assert_eq!(attempts_of(|attempts| if attempts < 2 { refused() } else { Ok(()) }).await, (2, true));
        assert_eq!(attempts_of(|_| failed()).await, (1, false));
    }
}
