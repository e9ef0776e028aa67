//! The difficulty of the proof of work.

use crate::Policy;

/// The work that a caller must do before a reset starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WorkRequirement {
    /// The leading zero bits of each digest.
    pub difficulty: u32,
    /// The number of nonces to find.
    pub count: u32,
}

/// The maximum number of bits that failed guesses add: an attack makes users wait at most 16 times as long as usual.
const MAX_EXTRA_DIFFICULTY: u32 = 4;

impl WorkRequirement {
    /// Returns the work for this number of failed guesses in the tenant. It is four times as hard (two bits) after each
    /// doubling above half of what opens the circuit breaker.
    pub fn for_failed_guesses(failed_guesses: u32, policy: &Policy) -> Self {
        let calm = (policy.limits.breaker_failed_guesses.value() / 2).max(1);
        let doublings = (failed_guesses / calm).checked_ilog2().unwrap_or(0);
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
}
