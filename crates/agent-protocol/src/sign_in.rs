//! What came of trying a password.

use serde::{Deserialize, Serialize};

/// The path of these requests.
pub const REPORT_SIGN_IN_PATH: &str = "/api/agent/report-sign-in";

/// The body of `POST /api/agent/report-sign-in`, signed as [`crate::request`] says. The cloud takes it with `204`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SignInReport {
    /// The job.
    pub job: String,
    /// The sign-in that ordered it.
    pub sign_in: String,
    /// What the directory said.
    pub verdict: Verdict,
}

/// What the directory said to a name and a password
/// (<https://learn.microsoft.com/troubleshoot/windows-server/active-directory/ldap-bind-error-codes>).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// The password is right, and the person may come in.
    Right,
    /// It is right and has expired (532).
    PasswordExpired,
    /// It is right and must be changed first (773).
    MustChange,
    /// It is right, and the account is disabled (533).
    AccountDisabled,
    /// It is right, and the account is past its end (701).
    AccountExpired,
    /// It is right, and the person may not sign in at this hour or from here (530, 531).
    NotAtThisTime,
    /// It is wrong, or there is no such account (52e, 525).
    Wrong,
    /// The account is locked, so that right and wrong look alike (775).
    Locked,
    /// Not tried: one more wrong password could have locked the account.
    NotTried,
    /// The directory judges no passwords of this account (52f), or said something unknown.
    CannotTell,
    /// No domain controller answered.
    Unreachable,
}
