//! The lines of the journal.

use agent_protocol::{OrderKind, Report};
use serde::{Deserialize, Serialize};

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
    /// Returns whether an entry must be on disk before the step that it stands for. "Reported" need not be: if the host
    /// fails before it is on disk, the outcome is reported once more, which changes nothing. The next synced line takes
    /// it to disk.
    pub(super) const fn must_be_durable(&self) -> bool {
        match self {
            Self::Intended(_) | Self::Done(_) => true,
            Self::Reported { .. } => false,
        }
    }
}

/// A change that was about to be written, and the state of the account before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Intent {
    /// The id of the job.
    pub job: String,
    /// The objectGUID of the account.
    pub account: String,
    pub kind: OrderKind,
    /// The time when the job expires, in whole seconds since 1970.
    pub expires_at: i64,
    /// The domain controller that was about to be asked. Only this one knows what became of the request.
    pub controller: String,
    /// The value of pwdLastSet before the change, in the directory's unit.
    pub password_last_set: i64,
    /// The value of lockoutTime before the change, in the directory's unit.
    pub lockout_time: i64,
    /// The time when the intent was recorded, in whole seconds since 1970.
    pub at: i64,
}

/// A job that is over, and its report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct DoneJob {
    pub(super) account: String,
    pub(super) ordered_at: i64,
    pub(super) kind: OrderKind,
    pub(super) report: Report,
    pub(super) is_reported: bool,
}
