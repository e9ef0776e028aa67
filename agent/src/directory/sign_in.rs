//! Answers of a directory to a password.

use agent_protocol::sign_in::Verdict;

use super::AccountState;

/// The state of an account before a password is tried, and the controller on which to try it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LockoutState {
    /// The domain controller that gave this state: of those that answer, the one that knows most wrong passwords.
    pub controller: String,
    /// The account; `None` if no account has this id.
    pub account: Option<AccountState>,
}

/// The answer of a directory to a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasswordOutcome {
    /// The password is right.
    Right,
    /// The password is right, but the account may not sign in.
    Restricted(LogonRestriction),
    /// The password is wrong, or there is no such account.
    Wrong,
    /// The account is locked: a right and a wrong password get the same answer.
    Locked,
    /// The directory gives no answer about passwords of this account.
    CannotTell,
}

/// A reason why a user with the right password may not sign in. Only a user who knows the password learns of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogonRestriction {
    PasswordExpired,
    /// The password must be changed first.
    MustChange,
    AccountDisabled,
    AccountExpired,
    /// The user may not sign in at this hour or from here.
    NotAtThisTime,
}

impl PasswordOutcome {
    /// Returns whether the password is the account's current one.
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
