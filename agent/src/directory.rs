//! What the agent needs of a directory. Two implement it: [`crate::active_directory`] and [`crate::demonstration`].

mod sign_in;
mod sync;

use std::future::Future;

use agent_protocol::{
    Refusal,
    sync::{Domain, Rules},
};
use tokio::sync::mpsc;

pub use sign_in::{LockoutState, LogonRestriction, PasswordOutcome};
pub use sync::{ExclusionCounts, ExclusionReason, ReadResult, Scope, SyncBatch};

/// A directory that holds accounts.
pub trait Directory: Send + Sync + 'static {
    /// Which domain controller answers now.
    fn controller(&self) -> impl Future<Output = Result<String, DirectoryError>> + Send;

    /// Names of the domain.
    fn domain(&self) -> impl Future<Output = Result<Domain, DirectoryError>> + Send;

    /// Reads the accounts that may reset, and hands them over piece by piece: what changed since a position that an earlier
    /// reading came to, or everything where there is none or where it is of no use.
    fn read(
        &self,
        scope: &Scope,
        since: Option<&str>,
        batches: mpsc::Sender<SyncBatch>,
    ) -> impl Future<Output = Result<ReadResult, DirectoryError>> + Send;

    /// One account as it is now, on any controller.
    fn find(
        &self,
        account: &str,
        purpose: Purpose,
    ) -> impl Future<Output = Result<Option<AccountState>, DirectoryError>> + Send;

    /// One account as it is now, on the controller where the next wrong password would count most.
    fn lockout_state(
        &self,
        account: &str,
    ) -> impl Future<Output = Result<LockoutState, DirectoryError>> + Send;

    /// What changes have left on an account, as one controller has it.
    fn password_state(
        &self,
        account: &str,
        controller: &str,
    ) -> impl Future<Output = Result<Option<PasswordState>, DirectoryError>> + Send;

    /// Changes an account, on the controller where it was found, all or nothing.
    fn write(
        &self,
        account: &AccountState,
        change: Change<'_>,
    ) -> impl Future<Output = Result<(), WriteError>> + Send;

    /// Whether a password is right, asked of one controller, once. A wrong one counts towards the account's lockout.
    fn try_password(
        &self,
        account: &str,
        controller: &str,
        password: &str,
    ) -> impl Future<Output = Result<PasswordOutcome, DirectoryError>> + Send;
}

/// What an account is read for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Writing, where the directory has the last word on what its rules allow: these may be some seconds old.
    Write,
    /// Trying a password, where a wrong one counts before the directory says anything: its rules have to be those of now.
    Try,
}

/// One account, read for a job.
#[derive(Clone, PartialEq, Eq)]
pub struct AccountState {
    /// objectGUID, hyphenated and in lower case.
    pub id: String,
    /// Which domain controller said all this.
    pub controller: String,
    /// sAMAccountName.
    pub account_name: String,
    /// displayName; empty where there is none.
    pub display_name: String,
    /// A privileged account, which this agent never touches.
    pub is_protected: bool,
    /// Disabled.
    pub is_disabled: bool,
    /// Past its end.
    pub is_expired: bool,
    /// The resultant password policy.
    pub rules: Rules,
    /// When the minimum age allows another password, in whole seconds since 1970; `None` when it always does.
    pub can_change_from: Option<i64>,
    /// How many wrong passwords would still leave the account unlocked; `None` where it is locked already.
    pub spare_bad_passwords: Option<u32>,
    /// pwdLastSet, as the directory counts.
    pub password_last_set: i64,
    /// The same in whole seconds since 1970; 0 where the password must be changed.
    pub password_set_at: i64,
    /// lockoutTime, as the directory counts; 0 when nothing has to be cleared.
    pub lockout_time: i64,
}

/// What tells whether an account was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PasswordState {
    /// pwdLastSet, as the directory counts.
    pub password_last_set: i64,
    /// lockoutTime, as the directory counts; 0 when nothing has to be cleared.
    pub lockout_time: i64,
}

/// The id and the controller only: names are nobody's business in a log.
impl std::fmt::Debug for AccountState {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AccountState")
            .field("id", &self.id)
            .field("controller", &self.controller)
            .finish_non_exhaustive()
    }
}

/// What to change.
#[derive(Clone, Copy)]
pub enum Change<'a> {
    /// Set this password and clear the lockout.
    SetPassword(&'a str),
    /// Replace the current password, as the person would.
    ChangePassword {
        /// The password that is replaced. A wrong one counts towards the account's lockout.
        current: &'a str,
        /// The password to set.
        new: &'a str,
    },
    /// Clear the lockout.
    Unlock,
}

/// The kind only.
impl std::fmt::Debug for Change<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::SetPassword(_) => "SetPassword",
            Self::ChangePassword { .. } => "ChangePassword",
            Self::Unlock => "Unlock",
        })
    }
}

/// Why nothing was learned of a directory.
#[derive(Debug, thiserror::Error)]
pub enum DirectoryError {
    /// Nobody answered, or not in time.
    #[error("no domain controller answered: {0}")]
    Unreachable(String),
    /// The agent's own account was turned away.
    #[error("the directory turned the agent's own account away: {0}")]
    NotPermitted(String),
    /// An answer that makes no sense.
    #[error("the directory's answer could not be understood: {0}")]
    Unexpected(String),
}

impl DirectoryError {
    /// What the person is told when nothing could be written because of this.
    pub fn refusal(&self) -> Refusal {
        match self {
            Self::Unreachable(_) | Self::Unexpected(_) => Refusal::DirectoryUnreachable,
            Self::NotPermitted(_) => Refusal::AgentNotPermitted,
        }
    }
}

/// Why a change is not known to have been made.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The directory said no and why.
    #[error("the directory refused")]
    Refused(Refusal),
    /// The directory's password policy said no, without a reason.
    #[error("the directory's password policy refused")]
    PolicyRefused {
        /// Whether the directory was asked to look at the history too.
        history_was_checked: bool,
    },
    /// The request never left: nothing was written.
    #[error("the change was not sent: {0}")]
    NotSent(String),
    /// The request left, and no answer came: it may have been written, or may yet be.
    #[error("no answer to the change: {0}")]
    Unanswered(String),
}
