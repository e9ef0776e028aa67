//! Limits that many users share. Each is counted by an atomic update of its own before the account's transaction, since
//! it is safe to count too much.

use jiff::Timestamp;

use crate::{Policy, address::AddressBlock};

/// A counter with its window and its maximum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedLimit {
    /// The name of the counter within its window.
    pub key: String,
    /// The length of the window in seconds. Windows are aligned to 1970.
    pub window_seconds: i64,
    /// The highest count that is admitted.
    pub maximum: u32,
}

const HOUR_SECONDS: i64 = 3_600;
const DAY_SECONDS: i64 = 86_400;
const TEN_MINUTES_SECONDS: i64 = 600;

impl SharedLimit {
    /// Returns the limit of resets that start from one address block.
    pub fn starts_from(block: &AddressBlock, policy: &Policy) -> Self {
        let maximum = policy.limits.starts_per_address_block_per_hour.value();
        Self { key: format!("starts#{}", block.as_str()), window_seconds: HOUR_SECONDS, maximum }
    }

    /// Returns the limit of sign-ins from one address block.
    pub fn sign_ins_from(block: &AddressBlock, policy: &Policy) -> Self {
        let maximum = policy.limits.sign_ins_per_address_block_per_hour.value();
        Self { key: format!("sign-ins-from#{}", block.as_str()), window_seconds: HOUR_SECONDS, maximum }
    }

    /// Returns the limit of codes requested from one address block.
    pub fn sends_from(block: &AddressBlock, policy: &Policy) -> Self {
        let maximum = policy.limits.sends_per_address_block_per_hour.value();
        Self { key: format!("sends-from#{}", block.as_str()), window_seconds: HOUR_SECONDS, maximum }
    }

    /// Returns the limit of codes sent to one destination, named by its keyed hash.
    pub fn sends_to(destination: &str, policy: &Policy) -> Self {
        let maximum = policy.limits.sends_per_destination_per_hour.value();
        Self { key: format!("sends-to#{destination}"), window_seconds: HOUR_SECONDS, maximum }
    }

    /// Returns the limit of text messages of the tenant.
    pub fn text_messages(policy: &Policy) -> Self {
        let maximum = policy.limits.text_messages_per_day.value();
        Self { key: "text-messages".to_owned(), window_seconds: DAY_SECONDS, maximum }
    }

    /// Returns the counter of the tenant's failed guesses at codes that were sent to users. It refuses nothing; it opens the circuit breaker and makes
    /// proofs of work harder.
    pub fn failed_guesses() -> Self {
        Self { key: "failed-guesses".to_owned(), window_seconds: TEN_MINUTES_SECONDS, maximum: u32::MAX }
    }

    /// Returns the limit of attempts to enroll an agent from one address block.
    pub fn enrollments_from(block: &AddressBlock) -> Self {
        Self { key: format!("enrolments-from#{}", block.as_str()), window_seconds: HOUR_SECONDS, maximum: 20 }
    }

    /// Returns the limit of all attempts to enroll an agent. Codes have 80 bits; this limit only keeps the log
    /// readable.
    pub fn enrollments() -> Self {
        Self { key: "enrolments".to_owned(), window_seconds: HOUR_SECONDS, maximum: 200 }
    }

    /// Returns the number of the window that `now` lies in.
    pub fn window(&self, now: Timestamp) -> i64 {
        now.as_second().div_euclid(self.window_seconds)
    }

    /// Returns the end of the window that `now` lies in.
    pub fn window_end(&self, now: Timestamp) -> Timestamp {
        let end = (self.window(now) + 1).saturating_mul(self.window_seconds);
        Timestamp::from_second(end).unwrap_or(now)
    }
}

/// Returns whether the tenant's circuit breaker is open, so that everyone who can needs two gates: more guesses than the
/// policy's number failed in the current and the previous ten minutes together.
pub fn breaker_open(failed_guesses: u32, policy: &Policy) -> bool {
    failed_guesses > policy.limits.breaker_failed_guesses.value()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_begin_and_end_on_the_hour() {
        let limit = SharedLimit::sends_to("x", &Policy::default());
        let at = |seconds| Timestamp::from_second(seconds).unwrap();
        assert_eq!(limit.window(at(7_199)), 1);
        assert_eq!(limit.window(at(7_200)), 2);
        assert_eq!(limit.window_end(at(7_200)), at(10_800));
    }

    #[test]
    fn breaker_opens_above_fifty_failed_guesses() {
        let policy = Policy::default();
        assert!(!breaker_open(50, &policy));
        assert!(breaker_open(51, &policy));
    }
}
