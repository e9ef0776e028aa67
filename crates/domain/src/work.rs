//! How hard the proof of work is.

use crate::Policy;

/// What a caller must solve before a reset starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Work {
    /// Zero bits of each part.
    pub bits: u32,
    /// Parts.
    pub parts: u32,
}

/// No attack makes people wait longer than this many times the usual: 2 to the power of 8.
const MOST_EXTRA_BITS: u32 = 8;

impl Work {
    /// Four times harder (two bits) after each doubling of the tenant's failed guesses above half of what opens the
    /// breaker.
    pub fn demanded(failed_guesses: u32, policy: &Policy) -> Self {
        let calm = (policy.limits.breaker_failed_guesses.value() / 2).max(1);
        let doublings = (failed_guesses / calm).checked_ilog2().unwrap_or(0);
        let bits = policy.limits.work_bits.value() + (2 * doublings).min(MOST_EXTRA_BITS);
        Self { bits, parts: policy.limits.work_parts.value() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bits(failed_guesses: u32) -> u32 {
        Work::demanded(failed_guesses, &Policy::default()).bits
    }

    #[test]
    fn four_times_harder_after_each_doubling() {
        assert_eq!([bits(0), bits(49), bits(50), bits(99), bits(100), bits(200)], [13, 13, 15, 15, 17, 19]);
        assert_eq!(bits(u32::MAX), 21);
    }
}
