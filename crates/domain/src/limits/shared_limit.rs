//! Limits that many users share. Each is counted by a separate atomic update before the account's transaction, since it
//! is safe to count too much.

use jiff::Timestamp;

use crate::{AccountId, Caller, MethodKind, Policy, address::AddressBlock};

/// A counter with its window and its maximum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedLimit {
    /// The name of the counter within its window.
    pub key: String,
    /// The length of the window in seconds. Windows are aligned to 1970.
    pub window_seconds: i64,
    /// The maximum count within one window.
    pub maximum: u32,
    /// The part of the maximum that is kept for others: nothing more is admitted once only this is left.
    pub reserve: u32,
    /// The highest count of one hour of the window; `None` if only the window has one.
    pub maximum_per_hour: Option<u32>,
    /// The number that one attempt counts for.
    pub amount: u32,
}

const MINUTE_SECONDS: i64 = 60;
const HOUR_SECONDS: i64 = 3_600;
const DAY_SECONDS: i64 = 86_400;
const TEN_MINUTES_SECONDS: i64 = 600;
/// The number of failed tries within a minute after which `send-code` answers that no code can be sent.
const FAILED_DELIVERIES: u32 = 3;
/// The part of a day's text messages that strangers cannot use up: one in this many.
const TEXT_MESSAGES_RESERVED: u32 = 5;

impl SharedLimit {
    const fn new(key: String, window_seconds: i64, maximum: u32) -> Self {
        Self { key, window_seconds, maximum, reserve: 0, maximum_per_hour: None, amount: 1 }
    }

    /// Returns the limit of resets that start from one address block.
    pub fn starts_from(block: &AddressBlock, policy: &Policy) -> Self {
        let maximum = policy.limits.starts_per_address_block_per_hour.value();
        Self::new(format!("starts#{}", block.as_str()), HOUR_SECONDS, maximum)
    }

    /// Returns the limit of sign-ins from one address block.
    pub fn sign_ins_from(block: &AddressBlock, policy: &Policy) -> Self {
        let maximum = policy.limits.sign_ins_per_address_block_per_hour.value();
        Self::new(format!("sign-ins-from#{}", block.as_str()), HOUR_SECONDS, maximum)
    }

    /// Returns the limit of codes requested from one address block.
    pub fn sends_from(block: &AddressBlock, policy: &Policy) -> Self {
        let maximum = policy.limits.sends_per_address_block_per_hour.value();
        Self::new(format!("sends-from#{}", block.as_str()), HOUR_SECONDS, maximum)
    }

    /// Returns the limit of codes sent to one destination, named by its keyed hash. Strangers have a count, and users
    /// on known devices or with a session have another.
    pub fn sends_to(destination: &str, caller: &Caller, policy: &Policy) -> Self {
        let maximum = policy.limits.sends_per_destination_per_day.value();
        let maximum_per_hour = Some(policy.limits.sends_per_destination_per_hour.value());
        let of = if caller.is_stranger() { "" } else { "#user" };
        Self { maximum_per_hour, ..Self::new(format!("sends-to#{destination}{of}"), DAY_SECONDS, maximum) }
    }

    /// Returns the limit of the company's text messages, counted when one is handed to the provider. Providers charge for
    /// each segment, so a message counts for as many as it has: see [`Self::with_segments`].
    pub fn text_messages(policy: &Policy) -> Self {
        let maximum = policy.limits.text_messages_per_day.value();
        Self::new("text-messages".to_owned(), DAY_SECONDS, maximum)
    }

    /// Returns the same limit for a caller. Strangers leave a fifth to users who are signed in and to known devices.
    pub fn text_messages_for(caller: &Caller, policy: &Policy) -> Self {
        let limit = Self::text_messages(policy);
        let reserve = if caller.is_stranger() { limit.maximum / TEXT_MESSAGES_RESERVED } else { 0 };
        Self { reserve, ..limit }
    }

    /// Returns the same limit for an attempt that counts for so many segments, at least one.
    #[must_use]
    pub fn with_segments(self, segments: usize) -> Self {
        Self { amount: u32::try_from(segments).unwrap_or(u32::MAX).max(1), ..self }
    }

    /// Returns the limit of tries to send a code of one kind that failed because its provider accepted nothing. While
    /// it is reached, nobody can request such a code, so that nobody waits for one that does not come.
    pub fn failed_deliveries(kind: MethodKind) -> Self {
        Self::new(format!("failed-deliveries#{}", kind.name()), MINUTE_SECONDS, FAILED_DELIVERIES)
    }

    /// Returns the limit of mails to the user of an account that cannot be reset: one a day (UTC), because strangers can
    /// ask for them.
    pub fn explanations_to(account: &AccountId) -> Self {
        Self::new(format!("explanations-to#{}", account.0), DAY_SECONDS, 1)
    }

    /// Returns the counter of the company's failed guesses at codes that were sent to users. It refuses nothing; it
    /// opens the circuit breaker and makes proofs of work harder.
    pub fn failed_guesses() -> Self {
        Self::new("failed-guesses".to_owned(), TEN_MINUTES_SECONDS, u32::MAX)
    }

    /// Returns the counter of the company's other failed guesses, which nobody reads. Without it, a wrong guess at a name
    /// that has an account would take one write more than at another.
    pub fn failed_guesses_at_nothing() -> Self {
        Self::new("failed-guesses-at-nothing".to_owned(), TEN_MINUTES_SECONDS, u32::MAX)
    }

    /// Returns the counter of the company's wrong passwords of users. It refuses nothing; it makes the proofs of work
    /// of sign-ins harder.
    pub fn wrong_passwords() -> Self {
        Self::new("wrong-passwords".to_owned(), TEN_MINUTES_SECONDS, u32::MAX)
    }

    /// Returns the limit of attempts to enroll an agent from one address block.
    pub fn enrollments_from(block: &AddressBlock) -> Self {
        Self::new(format!("enrolments-from#{}", block.as_str()), HOUR_SECONDS, 20)
    }

    /// Returns the limit of all attempts to enroll an agent. Codes have 80 bits; this limit only keeps the log
    /// readable.
    pub fn enrollments() -> Self {
        Self::new("enrolments".to_owned(), HOUR_SECONDS, 200)
    }

    /// Returns the number of the window that `now` lies in.
    pub fn window(&self, now: Timestamp) -> i64 {
        now.as_second().div_euclid(self.window_seconds)
    }

    /// Returns the number of the hour that `now` lies in, counted from 1970.
    pub fn hour(now: Timestamp) -> i64 {
        now.as_second().div_euclid(HOUR_SECONDS)
    }

    /// Returns the end of the hour that `now` lies in.
    pub fn hour_end(now: Timestamp) -> Timestamp {
        let end = (Self::hour(now) + 1).saturating_mul(HOUR_SECONDS);
        Timestamp::from_second(end).unwrap_or(now)
    }

    /// Returns the end of the window that `now` lies in.
    pub fn window_end(&self, now: Timestamp) -> Timestamp {
        let end = (self.window(now) + 1).saturating_mul(self.window_seconds);
        Timestamp::from_second(end).unwrap_or(now)
    }
}

/// Returns whether the company's circuit breaker is open, so that everyone who can needs two gates: more guesses than
/// the policy's number failed in the current and the previous ten minutes together.
pub fn breaker_open(failed_guesses: u32, policy: &Policy) -> bool {
    failed_guesses > policy.limits.breaker_failed_guesses.value()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_begin_and_end_on_the_hour() {
        let block = AddressBlock::new([192, 0, 2, 1].into());
        let limit = SharedLimit::sends_from(&block, &Policy::default());
        let at = |seconds| Timestamp::from_second(seconds).unwrap();
        assert_eq!(limit.window(at(7_199)), 1);
        assert_eq!(limit.window(at(7_200)), 2);
        assert_eq!(limit.window_end(at(7_200)), at(10_800));
        assert_eq!([7_199, 7_200].map(|seconds| SharedLimit::hour(at(seconds))), [1, 2]);
        assert_eq!(SharedLimit::hour_end(at(7_200)), at(10_800));
    }

    #[test]
    fn a_destination_has_counts_of_strangers_and_of_users() {
        let key = |caller| SharedLimit::sends_to("x", &caller, &Policy::default()).key;
        let strangers = ["anna", "a.andersson"].map(|name| key(Caller::Stranger(name.into())));
        let users = [key(Caller::User), key(Caller::Device("device".into()))];
        assert_eq!((&strangers[0], &users[0]), (&strangers[1], &users[1]));
        assert_ne!(strangers[0], users[0]);
    }

    #[test]
    fn a_destination_gets_three_codes_an_hour_and_ten_a_day() {
        let limit = SharedLimit::sends_to("x", &Caller::User, &Policy::default());
        assert_eq!((limit.maximum, limit.maximum_per_hour), (10, Some(3)));
    }

    #[test]
    fn a_fifth_of_text_messages_is_reserved_for_users() {
        let limit = |line: &str| {
            let policy =
                crate::policy::parse(&format!("[limits]\ntext_messages_per_day = {line}\n")).unwrap();
            let limit = SharedLimit::text_messages_for(&Caller::Stranger("name".into()), &policy);
            for caller in [Caller::User, Caller::Device("device".into())] {
                let whole = SharedLimit { reserve: 0, ..limit.clone() };
                assert_eq!(SharedLimit::text_messages_for(&caller, &policy), whole);
            }
            (limit.maximum, limit.reserve)
        };
        assert_eq!([limit("0"), limit("4"), limit("1000")], [(0, 0), (4, 0), (1_000, 200)]);
    }

    #[test]
    fn circuit_breaker_opens_above_fifty_failed_guesses() {
        let policy = Policy::default();
        assert!(!breaker_open(50, &policy));
        assert!(breaker_open(51, &policy));
    }
}
