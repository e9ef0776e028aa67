//! The one rule about the expiry of a one-time code and the guesses at it, which resets, sign-ins and registrations
//! share.

use jiff::Timestamp;

use crate::{StepRefusal, policy::Limits};

/// The expiry of a one-time code, and the number of guesses at it so far (NIST SP 800-63B-4, 3.2.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OneTimeCode {
    /// The moment from which a guess is too late.
    pub expires_at: Timestamp,
    /// The number of guesses that were admitted.
    pub guesses: u32,
}

impl OneTimeCode {
    /// Returns a code that nobody has guessed at.
    pub const fn new(expires_at: Timestamp) -> Self {
        Self { expires_at, guesses: 0 }
    }

    /// Counts one guess, before it is compared, and returns how many are left.
    ///
    /// # Errors
    /// [`StepRefusal::CodeExpired`] from `expires_at` on, or when the policy allows no more guesses.
    pub fn admit_guess(&mut self, limits: &Limits, now: Timestamp) -> Result<u32, StepRefusal> {
        if now >= self.expires_at {
            return Err(StepRefusal::CodeExpired);
        }
        let guesses = self.guesses.saturating_add(1);
        let left = limits.guesses_per_code.value().checked_sub(guesses).ok_or(StepRefusal::CodeExpired)?;
        self.guesses = guesses;
        Ok(left)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(seconds).unwrap()
    }

    #[test]
    fn three_guesses_are_admitted_and_a_fourth_is_not() {
        let (limits, mut code) = (Limits::default(), OneTimeCode::new(at(60)));
        for left in [2, 1, 0] {
            assert_eq!(code.admit_guess(&limits, at(59)), Ok(left));
        }
        assert_eq!(code.admit_guess(&limits, at(0)), Err(StepRefusal::CodeExpired));
        assert_eq!(code.guesses, 3);
    }

    #[test]
    fn a_code_expires_exactly_at_its_end() {
        let mut code = OneTimeCode::new(at(60));
        assert_eq!(code.admit_guess(&Limits::default(), at(60)), Err(StepRefusal::CodeExpired));
        assert_eq!(code.guesses, 0);
    }

    #[test]
    fn a_counter_at_its_maximum_admits_nothing() {
        let mut code = OneTimeCode { guesses: u32::MAX, ..OneTimeCode::new(at(60)) };
        assert_eq!(code.admit_guess(&Limits::default(), at(0)), Err(StepRefusal::CodeExpired));
    }
}
