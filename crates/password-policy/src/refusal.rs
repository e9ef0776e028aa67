//! Refusals of passwords.

/// The rule that a password breaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The password is empty.
    Empty,
    /// The password has too few characters.
    TooShort {
        /// The minimum, in UTF-16 code units.
        minimum: u32,
    },
    /// The password has too many characters.
    TooLong {
        /// The maximum, in UTF-16 code units.
        maximum: u32,
    },
    /// The password has fewer than three of the five kinds of characters.
    NotComplex,
    /// The password contains the account name or a part of the display name.
    ContainsName,
    /// The password has too few characters besides banned words.
    Banned {
        /// The longest banned word found, spelled as in its list.
        part: String,
    },
    /// The password is easier to guess than the policy allows.
    TooWeak,
}
