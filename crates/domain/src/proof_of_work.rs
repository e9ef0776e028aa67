//! The difficulty of the proof of work.

use jiff::Timestamp;

use crate::{AccountLimits, Caller, Policy};

/// The work that a caller must do before a reset or a sign-in starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WorkRequirement {
    /// The leading zero bits of each digest.
    pub difficulty: u32,
    /// The number of nonces to find.
    pub count: u32,
}

/// The maximum number of bits that failures add: an attack makes users wait at most 16 times as long as usual.
const MAX_EXTRA_DIFFICULTY: u32 = 4;

impl WorkRequirement {
    /// Returns the work of a reset for this number of failed guesses in the company.
    pub fn for_failed_guesses(failed_guesses: u32, policy: &Policy) -> Self {
        Self::for_failures(failed_guesses, policy.limits.breaker_failed_guesses.value(), policy)
    }

    /// Returns the work of a sign-in for this number of wrong passwords in the company.
    pub fn for_wrong_passwords(wrong_passwords: u32, policy: &Policy) -> Self {
        Self::for_failures(wrong_passwords, policy.limits.wrong_passwords_of_company.value(), policy)
    }

    /// Returns the difficulty of a reset for a name: four times as hard (two bits) after every second wrong guess that a
    /// stranger made under it within 24 hours. Devices that are known need no more than the policy says.
    pub fn difficulty_for(limits: &AccountLimits, caller: &Caller, policy: &Policy, now: Timestamp) -> u32 {
        let guesses = if caller.is_stranger() { limits.failed_guesses_of(caller, now) } else { 0 };
        let pairs = u32::try_from(guesses / 2).unwrap_or(u32::MAX);
        policy.limits.work_bits.value() + pairs.saturating_mul(2).min(MAX_EXTRA_DIFFICULTY)
    }

    /// The work is four times as hard (two bits) after each doubling above half of an alarming number.
    fn for_failures(failures: u32, alarming: u32, policy: &Policy) -> Self {
        let calm = (alarming / 2).max(1);
        let doublings = (failures / calm).checked_ilog2().unwrap_or(0);
        let difficulty = policy.limits.work_bits.value() + (2 * doublings).min(MAX_EXTRA_DIFFICULTY);
        Self { difficulty, count: policy.limits.work_parts.value() }
    }
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;
    use crate::MethodKind;

    fn difficulty(failed_guesses: u32) -> u32 {
        WorkRequirement::for_failed_guesses(failed_guesses, &Policy::default()).difficulty
    }

    #[test]
    fn each_doubling_of_guesses_quadruples_the_work() {
        assert_eq!(
            [difficulty(0), difficulty(49), difficulty(50), difficulty(99), difficulty(100), difficulty(200)],
            [13, 13, 15, 15, 17, 17]
        );
        assert_eq!(difficulty(u32::MAX), 17);
    }

    #[test]
    fn guesses_under_a_name_make_the_work_of_its_resets_harder() {
        let now = Timestamp::from_second(1_000_000).unwrap();
        let (policy, anna) = (Policy::default(), Caller::Stranger("anna".into()));
        let count = |limits: AccountLimits, seconds: i64| {
            let at = now + SignedDuration::from_secs(seconds);
            limits.count_guess(&anna, MethodKind::Mail, "code", &policy.limits, at).unwrap().0
        };
        let states: Vec<_> = std::iter::successors(Some(AccountLimits::default()), |limits| {
            let next = i64::try_from(limits.failed_guesses.len()).unwrap();
            (next < 5).then(|| count(limits.clone(), next))
        })
        .collect();
        let of = |limits: &AccountLimits, caller: &Caller, at| {
            WorkRequirement::difficulty_for(limits, caller, &policy, at)
        };
        let later = now + SignedDuration::from_secs(9);
        let of_anna: Vec<_> = states.iter().map(|limits| of(limits, &anna, later)).collect();
        assert_eq!(of_anna, [13, 13, 15, 15, 17, 17]);
        let last = states.last().unwrap();
        for other in [Caller::Stranger("a.andersson".into()), Caller::Device("device".into()), Caller::User] {
            assert_eq!(of(last, &other, later), 13, "{other:?}");
        }
        assert_eq!(of(last, &anna, now + SignedDuration::from_hours(24)), 15 + 2);
        assert_eq!(of(last, &anna, later + SignedDuration::from_hours(24)), 13);
    }

    #[test]
    fn wrong_passwords_make_the_work_of_sign_ins_harder() {
        let of = |wrong| WorkRequirement::for_wrong_passwords(wrong, &Policy::default()).difficulty;
        assert_eq!([of(0), of(199), of(200), of(400), of(u32::MAX)], [13, 13, 15, 17, 17]);
    }
}
