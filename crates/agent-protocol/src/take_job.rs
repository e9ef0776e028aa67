//! What an agent asks before it carries out a job that may have waited long, or that it cannot open.

use serde::{Deserialize, Serialize};

/// The path of these requests.
pub const TAKE_JOB_PATH: &str = "/api/agent/take-job";

/// The body of `POST /api/agent/take-job`, signed as [`crate::request`] says. Asked for a patient job, which a person may
/// have cancelled meanwhile, and for a job without an envelope for this agent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TakeJob {
    /// The job.
    pub job: String,
    /// The reset that ordered it.
    pub reset: String,
    /// Whether the job holds something that this agent can carry out.
    pub can_open: bool,
}

/// The answer, `200`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TakeJobResponse {
    /// What to do with it.
    pub answer: TakeJobDecision,
}

/// What to do with a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TakeJobDecision {
    /// Carry it out: from now on it cannot be cancelled.
    CarryOut,
    /// Another agent can open it.
    LeaveToOthers,
    /// Nobody waits for it any more; delete it.
    Forget,
}
