//! The strength of a password: its resistance to guesses.

use crate::named::named;

named!(
    /// The difficulty of guessing a password, from the easiest to the hardest.
    Strength: explained {
        /// The password is guessed at once.
        VeryWeak = "very-weak",
        /// The password can be guessed online, given time.
        Weak = "weak",
        /// The password resists online guessing.
        Fair = "fair",
        /// The password resists offline guessing of stolen hashes for a while.
        Strong = "strong",
        /// The password resists offline guessing.
        VeryStrong = "very-strong",
    }
);

/// The strength that every password has: if no other is demanded, all are accepted.
impl Default for Strength {
    fn default() -> Self {
        Self::VeryWeak
    }
}

impl Strength {
    /// Returns 0 to 4, for a meter.
    pub const fn score(self) -> u8 {
        self as u8
    }
}
