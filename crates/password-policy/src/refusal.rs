//! The reasons of a no.

/// Why a password is not acceptable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// No character at all.
    Empty,
    /// Too few characters.
    TooShort {
        /// Fewest, in UTF-16 code units.
        minimum: u32,
    },
    /// Too many characters.
    TooLong {
        /// Most, in UTF-16 code units.
        maximum: u32,
    },
    /// Fewer than three of the five kinds of characters.
    NotComplex,
    /// Contains the account name or a part of the display name.
    ContainsName,
    /// Little is left of it beside banned words.
    Banned {
        /// The longest banned word found, spelled as in its list.
        part: String,
    },
}
