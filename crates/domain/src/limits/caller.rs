//! The callers that limits distinguish.

/// The sender of a request, as limits see it. Each caller has separate limits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Caller {
    /// Anybody who typed this name of the account, given as the keyed hash of the name.
    Stranger(String),
    /// A device on which the account was proved before, given as its id.
    Device(String),
    /// The user, who has shown the right password.
    User,
}

impl Caller {
    /// Returns whether anybody may be this caller. All strangers of an account also share counts, which act silently: a
    /// stranger sees the counts of the typed name only, as if no account had it.
    pub const fn is_stranger(&self) -> bool {
        match self {
            Self::Stranger(_) => true,
            Self::Device(_) | Self::User => false,
        }
    }
}
