//! What a directory says to a password.

use agent_protocol::sign_in::Verdict;

use super::Found;

/// An account before one of its passwords is tried, and where that is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The domain controller that said so: of those that answer, the one that hears of most wrong passwords.
    pub controller: String,
    /// The account; `None` where nobody has this id.
    pub found: Option<Found>,
}

/// What a directory says to a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignIn {
    /// It is right.
    Right,
    /// It is right, and the person is kept out all the same.
    KeptOut(KeptOut),
    /// It is wrong, or nobody has such an account.
    Wrong,
    /// The account is locked: right and wrong look alike.
    Locked,
    /// The directory judges no passwords of this account.
    CannotTell,
}

/// Why somebody whose password is right is kept out. Told only to who knows the password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeptOut {
    /// The password is too old.
    PasswordExpired,
    /// The password must be changed first.
    MustChange,
    /// The account is disabled.
    AccountDisabled,
    /// The account is past its end.
    AccountExpired,
    /// Not at this hour, or not from here.
    NotAtThisTime,
}

impl SignIn {
    /// Whether the password is the one that the account has.
    pub const fn is_right(self) -> bool {
        matches!(self, Self::Right | Self::KeptOut(_))
    }
}

impl From<SignIn> for Verdict {
    fn from(answer: SignIn) -> Self {
        match answer {
            SignIn::Right => Self::Right,
            SignIn::KeptOut(KeptOut::PasswordExpired) => Self::PasswordExpired,
            SignIn::KeptOut(KeptOut::MustChange) => Self::MustChange,
            SignIn::KeptOut(KeptOut::AccountDisabled) => Self::AccountDisabled,
            SignIn::KeptOut(KeptOut::AccountExpired) => Self::AccountExpired,
            SignIn::KeptOut(KeptOut::NotAtThisTime) => Self::NotAtThisTime,
            SignIn::Wrong => Self::Wrong,
            SignIn::Locked => Self::Locked,
            SignIn::CannotTell => Self::CannotTell,
        }
    }
}
