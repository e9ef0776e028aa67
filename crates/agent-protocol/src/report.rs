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

/// Why the directory refused; moments in whole seconds since 1970 (UTC).
pub type Refusal = vocabulary::DirectoryRefusal<i64>;
