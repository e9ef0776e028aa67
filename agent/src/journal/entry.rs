//! The lines of the journal.

use agent_protocol::{Order, Report};
use serde::{Deserialize, Serialize};

/// One line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "entry", rename_all = "kebab-case", rename_all_fields = "camelCase", deny_unknown_fields)]
pub(super) enum Entry {
    Intended(Intent),
    #[serde(rename = "settled")]
    Done(DoneJob),
    Reported {
        job: String,
    },
}

impl Entry {
    /// Whether an entry has to be on the disk before the step that it stands for. Where the host fails before a report is,
    /// the outcome stands and is reported once more, which changes nothing; the next line takes this one with it.
    pub(super) const fn must_last(&self) -> bool {
        match self {
            Self::Intended(_) | Self::Done(_) => true,
            Self::Reported { .. } => false,
        }
    }
}

/// What was going to be written, and how the account looked before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Intent {
    /// The job.
    pub job: String,
    /// The account.
    pub account: String,
    /// What was ordered.
    pub kind: OrderKind,
    /// The job's end.
    pub expires_at: i64,
    /// The domain controller that was going to be asked: only it can tell what became of the request.
    pub controller: String,
    /// pwdLastSet before.
    pub password_last_set: i64,
    /// lockoutTime before.
    pub lockout_time: i64,
    /// When.
    pub at: i64,
}

/// What came of a job.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct DoneJob {
    pub(super) account: String,
    pub(super) ordered_at: i64,
    pub(super) kind: OrderKind,
    pub(super) report: Report,
    pub(super) is_reported: bool,
}

/// What was ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OrderKind {
    /// A new password.
    SetPassword,
    /// A new password in the place of one that is known.
    ChangePassword,
    /// No more than unlocking.
    UnlockAccount,
}

impl OrderKind {
    /// Of an order; nothing where it writes nothing.
    pub const fn from_order(order: &Order) -> Option<Self> {
        match order {
            Order::SetPassword { .. } => Some(Self::SetPassword),
            Order::ChangePassword { .. } => Some(Self::ChangePassword),
            Order::UnlockAccount => Some(Self::UnlockAccount),
            Order::CheckPassword { .. } => None,
        }
    }

    /// Whether the account has another password afterwards.
    pub const fn writes_password(self) -> bool {
        match self {
            Self::SetPassword | Self::ChangePassword => true,
            Self::UnlockAccount => false,
        }
    }
}
