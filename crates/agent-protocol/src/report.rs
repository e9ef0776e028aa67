//! The report of a job.

use serde::{Deserialize, Serialize};

/// The body of `POST /api/agent/report-writeback`, signed as [`crate::request`] says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Report {
    /// The id of the job that the report is about.
    pub job: String,
    /// The id of the reset that ordered it.
    pub reset: String,
    /// The time when the directory answered, in whole seconds since 1970 (UTC).
    pub at: i64,
    /// The outcome of the order.
    pub outcome: Outcome,
}

/// The path of these requests. The response is `204`, without a body.
pub const REPORT_WRITEBACK_PATH: &str = "/api/agent/report-writeback";

/// The outcome of an order, as the agent verified it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "result", rename_all = "kebab-case", rename_all_fields = "camelCase", deny_unknown_fields)]
pub enum Outcome {
    /// The order was carried out and verified.
    Done,
    /// The order was not carried out.
    Refused {
        /// The reason why nothing was written.
        refusal: Refusal,
    },
}

/// The reason why the directory refused an order. Moments are whole seconds since 1970 (UTC).
pub type Refusal = vocabulary::DirectoryRefusal<i64>;
