//! How hard the proof of work is.

use crate::Policy;

/// What a caller must solve before a reset starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WorkRequirement {
    /// Zero bits of each part.
    pub difficulty: u32,
    /// Parts.
    pub count: u32,
}

/// No attack makes people wait longer than this many times the usual: 2 to the power of 8.
const MAX_EXTRA_DIFFICULTY: u32 = 8;

impl WorkRequirement {
    /// Four times harder (two bits) after each doubling of the tenant's failed guesses above half of what opens the
    /// breaker.
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
    fn four_times_harder_after_each_doubling() {
        assert_eq!(
            [difficulty(0), difficulty(49), difficulty(50), difficulty(99), difficulty(100), difficulty(200)],
            [13, 13, 15, 15, 17, 19]
        );
        assert_eq!(difficulty(u32::MAX), 21);
    }
}
