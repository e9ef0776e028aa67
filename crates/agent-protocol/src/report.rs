//! What came of a job.

use serde::{Deserialize, Serialize};

/// The body of `POST /api/agent/report-writeback`, signed as [`crate::request`] says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Report {
    /// The job.
    pub job: String,
    /// The reset that ordered it.
    pub reset: String,
    /// When the directory answered, in whole seconds since 1970 (UTC).
    pub at: i64,
    /// What the directory said.
    pub outcome: Outcome,
}

/// The cloud took the report: `204`, no body. The path of reports.
pub const REPORT_WRITEBACK_PATH: &str = "/api/agent/report-writeback";

/// What the directory said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "result", rename_all = "kebab-case", rename_all_fields = "camelCase", deny_unknown_fields)]
pub enum Outcome {
    /// Written and verified.
    Done,
    /// Not written.
    Refused {
        /// Why.
        refusal: Refusal,
    },
}

/// Why an order was not carried out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", rename_all_fields = "camelCase", deny_unknown_fields)]
pub enum Refusal {
    /// Younger than the minimum password age.
    PasswordTooRecent {
        /// From when a change is allowed, in whole seconds since 1970 (UTC).
        can_change_from: i64,
    },
    /// Used before.
    PasswordInHistory,
    /// Too few characters.
    PasswordTooShort {
        /// Fewest characters.
        minimum: u32,
    },
    /// Fewer than three kinds of characters.
    PasswordNotComplex,
    /// Contains the account name or a part of the display name.
    PasswordContainsName,
    /// Too close to a banned word.
    PasswordBanned {
        /// The banned word that was found (never a part of the password itself).
        part: String,
    },
    /// Refused without a reason that the agent can find: a password filter, or a rule that it cannot read.
    PasswordRefusedByFilter,
    /// The account is disabled.
    AccountDisabled,
    /// The account has expired.
    AccountExpired,
    /// A privileged account, or one whose access list is not inherited.
    AccountProtected,
    /// The account is locked: its password can be set, and not changed.
    AccountLocked,
    /// What was given as the current password is not.
    CurrentPasswordWrong,
    /// The account may not change its password.
    ChangeNotPermitted,
    /// The agent's service account lacks the right.
    AgentNotPermitted,
    /// The account is not in the directory.
    AccountNotFound,
    /// No domain controller answered.
    DirectoryUnreachable,
    /// The job was too old to be written.
    JobExpired,
}
