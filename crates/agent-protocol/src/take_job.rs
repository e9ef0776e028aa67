//! The request of an agent before it carries out a deferred job, or one that it cannot open.

use serde::{Deserialize, Serialize};

/// The path of these requests.
pub const TAKE_JOB_PATH: &str = "/api/agent/take-job";

/// The body of `POST /api/agent/take-job`, signed as [`crate::request`] says. An agent sends it for a deferred job,
/// which the user may have cancelled, and for a job without an envelope for this agent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TakeJob {
    /// The id of the job.
    pub job: String,
    /// The id of the reset that ordered it.
    pub reset: String,
    /// Whether this agent can carry the job out.
    pub can_open: bool,
}

/// The response to [`TakeJob`], `200`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TakeJobResponse {
    /// The decision, which the agent follows.
    pub answer: TakeJobDecision,
}

/// The cloud's decision on a job that an agent asks to take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TakeJobDecision {
    /// Carry the job out. It cannot be cancelled from now on.
    CarryOut,
    /// Leave the job to another agent, which can open it.
    LeaveToOthers,
    /// Delete the job, for which nothing waits any more.
    Forget,
}
