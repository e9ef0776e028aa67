//! The difficulty of the proof of work.

use crate::Policy;

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
    use super::*;

    fn difficulty(failed_guesses: u32) -> u32 {
        WorkRequirement::for_failed_guesses(failed_guesses, &Policy::default()).difficulty
    }

    #[test]
    fn work_is_four_times_as_hard_after_each_doubling() {
        assert_eq!(
            [difficulty(0), difficulty(49), difficulty(50), difficulty(99), difficulty(100), difficulty(200)],
            [13, 13, 15, 15, 17, 17]
        );
        assert_eq!(difficulty(u32::MAX), 17);
    }

    #[test]
    fn wrong_passwords_make_sign_ins_harder() {
        let of = |wrong| WorkRequirement::for_wrong_passwords(wrong, &Policy::default()).difficulty;
        assert_eq!([of(0), of(199), of(200), of(400), of(u32::MAX)], [13, 13, 15, 17, 17]);
    }
}
