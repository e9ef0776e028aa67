//! What a directory says to a password.

use agent_protocol::sign_in::Verdict;

use super::AccountState;

/// An account before one of its passwords is tried, and where that is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LockoutState {
    /// The domain controller that said so: of those that answer, the one that hears of most wrong passwords.
    pub controller: String,
    /// The account; `None` where nobody has this id.
    pub account: Option<AccountState>,
}

/// What a directory says to a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasswordOutcome {
    /// It is right.
    Right,
    /// It is right, and the person is kept out all the same.
    Restricted(LogonRestriction),
    /// It is wrong, or nobody has such an account.
    Wrong,
    /// The account is locked: right and wrong look alike.
    Locked,
    /// The directory judges no passwords of this account.
    CannotTell,
}

/// Why somebody whose password is right is kept out. Told only to who knows the password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogonRestriction {
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

impl PasswordOutcome {
    /// Whether the password is the one that the account has.
    pub const fn is_right(self) -> bool {
        matches!(self, Self::Right | Self::Restricted(_))
    }
}

impl From<PasswordOutcome> for Verdict {
    fn from(answer: PasswordOutcome) -> Self {
        match answer {
            PasswordOutcome::Right => Self::Right,
            PasswordOutcome::Restricted(LogonRestriction::PasswordExpired) => Self::PasswordExpired,
            PasswordOutcome::Restricted(LogonRestriction::MustChange) => Self::MustChange,
            PasswordOutcome::Restricted(LogonRestriction::AccountDisabled) => Self::AccountDisabled,
            PasswordOutcome::Restricted(LogonRestriction::AccountExpired) => Self::AccountExpired,
            PasswordOutcome::Restricted(LogonRestriction::NotAtThisTime) => Self::NotAtThisTime,
            PasswordOutcome::Wrong => Self::Wrong,
            PasswordOutcome::Locked => Self::Locked,
            PasswordOutcome::CannotTell => Self::CannotTell,
        }
    }
}
