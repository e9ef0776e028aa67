//! The report of a sign-in.

use serde::{Deserialize, Serialize};
pub use vocabulary::SignInVerdict as Verdict;

/// The path of these requests.
pub const REPORT_SIGN_IN_PATH: &str = "/api/agent/report-sign-in";

/// The body of `POST /api/agent/report-sign-in`, signed as [`crate::request`] says. The response is `204`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SignInReport {
    /// The id of the job.
    pub job: String,
    /// The id of the sign-in that ordered it.
    pub sign_in: String,
    /// The directory's answer to the password.
    pub verdict: Verdict,
}
