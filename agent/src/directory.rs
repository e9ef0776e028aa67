//! The agent's interface to a directory. [`crate::active_directory`] and [`crate::demonstration`] implement it.

mod sign_in;
mod stop;
mod sync;

use std::future::Future;

use agent_protocol::{
    Refusal,
    sync::{Domain, PasswordRules},
};
use tokio::sync::mpsc;

pub use sign_in::{LockoutState, LogonRestriction, PasswordOutcome};
pub use stop::SyncStop;
pub use sync::{
    DestinationIssue, ExclusionCounts, ExclusionReason, ReadResult, Scope, SyncBatch, UnusableDestination,
};

pub trait Directory: Send + Sync + 'static {
    /// Returns the domain controller that answers now.
    fn controller(&self) -> impl Future<Output = Result<String, DirectoryError>> + Send;

    /// Returns the names of the domain.
    fn domain(&self) -> impl Future<Output = Result<Domain, DirectoryError>> + Send;

    /// Reads the accounts that may reset and sends them in batches: those that changed since the position of an earlier
    /// read, or all of them if there is no such position or it cannot be used.
    fn read(
        &self,
        scope: &Scope,
        since: Option<&str>,
        batches: mpsc::Sender<SyncBatch>,
    ) -> impl Future<Output = Result<ReadResult, DirectoryError>> + Send;

    /// Reads one account on any controller.
    fn find(
        &self,
        account: &str,
        purpose: Purpose,
    ) -> impl Future<Output = Result<Option<AccountState>, DirectoryError>> + Send;

    /// Reads one account before a password is tried, on the controller that knows most of its wrong passwords.
    fn lockout_state(
        &self,
        account: &str,
    ) -> impl Future<Output = Result<LockoutState, DirectoryError>> + Send;

    /// Reads from one controller what shows whether an account was changed.
    fn password_state(
        &self,
        account: &str,
        controller: &str,
    ) -> impl Future<Output = Result<Option<PasswordState>, DirectoryError>> + Send;

    /// Changes an account on the controller where it was read, all or nothing.
    fn write(
        &self,
        account: &AccountState,
        change: Change<'_>,
    ) -> impl Future<Output = Result<(), WriteError>> + Send;

    /// Tries a password once, on one controller. A wrong one counts towards the account's lockout.
    fn try_password(
        &self,
        account: &str,
        controller: &str,
        password: &str,
    ) -> impl Future<Output = Result<PasswordOutcome, DirectoryError>> + Send;
}

/// The purpose for which an account is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// The account is written. Its rules may be some seconds old, because the directory checks them again.
    Write,
    /// A password is tried. The account's rules must be current, because a wrong password counts before the
    /// directory checks anything else.
    Try,
}

/// The state of one account, read for a job.
#[derive(Clone, PartialEq, Eq)]
pub struct AccountState {
    /// The objectGUID, with hyphens and in lower case.
    pub id: String,
    /// The domain controller on which the account was read.
    pub controller: String,
    /// The sAMAccountName, which a password may not contain if complexity is required.
    pub account_name: String,
    /// The displayName; empty if there is none.
    pub display_name: String,
    /// Whether this is a protected account, which the agent never touches.
    pub is_protected: bool,
    pub is_disabled: bool,
    /// Whether the time in accountExpires has passed.
    pub is_expired: bool,
    /// The resultant password policy.
    pub rules: PasswordRules,
    /// The time when the minimum age allows another password, in whole seconds since 1970; `None` if it always does.
    pub can_change_from: Option<i64>,
    /// The number of wrong passwords that would leave the account unlocked; `None` if it is locked already.
    pub spare_bad_passwords: Option<u32>,
    /// The number of passwords that a sign-in may try, while wrong ones leave enough to the user.
    pub spare_sign_ins: u32,
    /// The value of pwdLastSet, in the directory's unit.
    pub password_last_set: i64,
    /// The value of pwdLastSet in whole seconds since 1970; 0 if the password must be changed.
    pub password_set_at: i64,
    /// The value of lockoutTime, in the directory's unit; 0 if there is nothing to clear.
    pub lockout_time: i64,
}

/// The attributes that show whether an account was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PasswordState {
    /// The value of pwdLastSet, in the directory's unit.
    pub password_last_set: i64,
    /// The value of lockoutTime, in the directory's unit; 0 if there is nothing to clear.
    pub lockout_time: i64,
}

/// Shows the id and the controller only: names do not belong in a log.
impl std::fmt::Debug for AccountState {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AccountState")
            .field("id", &self.id)
            .field("controller", &self.controller)
            .finish_non_exhaustive()
    }
}

/// A change that an order makes to an account.
#[derive(Clone, Copy)]
pub enum Change<'a> {
    /// Sets this password and clears the lockout.
    SetPassword(&'a str),
    /// Replaces the current password, as the user would.
    ChangePassword {
        /// The password that is replaced. A wrong one counts towards the account's lockout.
        current: &'a str,
        /// The password to set.
        new: &'a str,
    },
    /// Clears the lockout.
    Unlock,
}

impl Change<'_> {
    /// Returns whether the new password is the current one.
    pub fn keeps_password(&self) -> bool {
        matches!(self, Self::ChangePassword { current, new } if current == new)
    }
}

/// Shows the kind only.
impl std::fmt::Debug for Change<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::SetPassword(_) => "SetPassword",
            Self::ChangePassword { .. } => "ChangePassword",
            Self::Unlock => "Unlock",
        })
    }
}

/// An error that keeps a directory from being read.
#[derive(Debug, thiserror::Error)]
pub enum DirectoryError {
    /// No controller answered in time.
    #[error("no domain controller answered: {0}")]
    Unreachable(String),
    /// The directory rejected the service account.
    #[error("the directory refused the agent's own account: {0}")]
    NotPermitted(String),
    /// The answer made no sense.
    #[error("the directory's answer could not be understood: {0}")]
    Unexpected(String),
    /// Something that must exist does not.
    #[error("the directory does not have {0}")]
    NotFound(String),
    /// The sync stops until an administrator has acted.
    #[error(transparent)]
    SyncStopped(#[from] SyncStop),
}

impl DirectoryError {
    /// Returns the refusal of a job that could not be written because of this error.
    pub fn refusal(&self) -> Refusal {
        match self {
            Self::Unreachable(_) | Self::Unexpected(_) | Self::NotFound(_) | Self::SyncStopped(_) => {
                Refusal::DirectoryUnreachable
            }
            Self::NotPermitted(_) => Refusal::AgentNotPermitted,
        }
    }
}

/// A change that is not known to have been made.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The directory refused, with a reason.
    #[error("the directory refused")]
    Refused(Refusal),
    /// The directory's password policy refused. Windows gives no reason: history, a filter and a rule that nobody can
    /// read are answered alike.
    #[error("the directory's password policy refused")]
    PolicyRefused {
        /// Whether the directory said that the account had this password before.
        is_in_history: bool,
    },
    /// The request was never sent: nothing was written.
    #[error("the change was not sent: {0}")]
    NotSent(String),
    /// The request was sent and not answered: it may have been written or may still be.
    #[error("no answer to the change: {0}")]
    Unanswered(String),
}
