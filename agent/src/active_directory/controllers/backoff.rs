//! The controllers that failed, and the time for which each is left alone. Pure.

use std::{collections::HashMap, time::Duration};

use tokio::time::Instant;

const FIRST_PAUSE: Duration = Duration::from_secs(1);
const MAX_PAUSE: Duration = Duration::from_mins(1);

/// The controllers that failed and have not answered since.
#[derive(Debug, Default)]
pub(super) struct Backoffs(HashMap<String, Backoff>);

/// A pause that grows with every failure.
#[derive(Debug, Clone, Copy)]
pub(super) struct Backoff {
    failures: u32,
    ends_at: Instant,
}

impl Backoff {
    /// Returns the pause after one more failure. `jitter` is any number, so that agents that failed together do not
    /// come back together.
    pub(super) fn after(earlier: Option<Self>, now: Instant, jitter: u8) -> Self {
        let failures = earlier.map_or(0, |backoff| backoff.failures).saturating_add(1);
        Self { failures, ends_at: now + pause(failures, jitter) }
    }

    pub(super) fn is_over(self, now: Instant) -> bool {
        now >= self.ends_at
    }
}

impl Backoffs {
    /// Notes that a controller did not answer.
    pub(super) fn failed(&mut self, controller: &str, now: Instant, jitter: u8) {
        let earlier = self.0.get(controller).copied();
        self.0.insert(controller.to_owned(), Backoff::after(earlier, now, jitter));
    }

    /// Notes that a controller answered.
    pub(super) fn answered(&mut self, controller: &str) {
        self.0.remove(controller);
    }

    /// Returns whether the controller has not failed since it last answered.
    pub(super) fn is_healthy(&self, controller: &str) -> bool {
        !self.0.contains_key(controller)
    }

    /// Returns whether a controller failed and its pause is over. The caller then probes it; nobody else is asked to
    /// until `until`.
    pub(super) fn claim_probe(&mut self, controller: &str, now: Instant, until: Instant) -> bool {
        match self.0.get_mut(controller) {
            Some(backoff) if backoff.is_over(now) => {
                backoff.ends_at = until;
                true
            }
            Some(_) | None => false,
        }
    }
}

/// Returns a pause that doubles with each failure. Its second half is random.
fn pause(failures: u32, jitter: u8) -> Duration {
    let doublings = failures.saturating_sub(1).min(6);
    let whole = (FIRST_PAUSE * 2_u32.pow(doublings)).min(MAX_PAUSE);
    whole / 2 + whole / 2 * u32::from(jitter) / u32::from(u8::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn backoff_grows_from_1_s_to_1_min_with_jitter() {
        let longest = |failures| pause(failures, u8::MAX).as_secs();
        assert_eq!([1, 2, 3, 6, 7, 99].map(longest), [1, 2, 4, 32, 60, 60]);
        assert_eq!(pause(1, 0), Duration::from_millis(500));
        assert_eq!(pause(u32::MAX, 0), Duration::from_secs(30));
        assert!(pause(3, 100) < pause(3, 200));
    }

    #[test]
    fn failed_controller_is_unhealthy_until_it_answers() {
        let (mut backoffs, now) = (Backoffs::default(), Instant::now());
        assert!(backoffs.is_healthy("dc1"));
        backoffs.failed("dc1", now, u8::MAX);
        assert!(!backoffs.is_healthy("dc1"));
        assert!(backoffs.is_healthy("dc2"));
        backoffs.answered("dc1");
        assert!(backoffs.is_healthy("dc1"));
    }

    #[test]
    fn only_one_caller_probes_a_failed_controller() {
        let (mut backoffs, now) = (Backoffs::default(), Instant::now());
        backoffs.failed("dc1", now, u8::MAX);
        let rested = now + Duration::from_secs(1);
        let later = rested + Duration::from_secs(9);
        assert!(!backoffs.claim_probe("dc1", rested - Duration::from_nanos(1), later));
        assert!(backoffs.claim_probe("dc1", rested, later));
        assert!(!backoffs.claim_probe("dc1", rested, later), "another caller probes it already");
        assert!(!backoffs.is_healthy("dc1"), "jobs use other controllers meanwhile");
        assert!(backoffs.claim_probe("dc1", later, later), "a probe that never ended is repeated");
        assert!(!backoffs.claim_probe("dc2", now, later), "a controller that never failed is not probed");
    }
}
