//! The failpoints of a job, in their order, at which the agent is killed or suspended. `fail_point!` sets them in the
//! agent.

/// All failpoints. The last three are reached only by a job that is delivered again.
pub const POINTS: [&str; 22] = [
    "job-received",
    "lease-sure",
    "job-wanted",
    "account-found",
    "order-checked",
    "journal-before-line",
    "journal-line-written",
    "journal-line-synced",
    "intent-recorded",
    "watchdog-armed",
    "session-ready",
    "change-answered",
    "change-checked",
    "outcome-known",
    "outcome-recorded",
    "before-report",
    "report-accepted",
    "report-recorded",
    "message-dealt-with",
    "journal-answered",
    "intent-found",
    "earlier-delivery-checked",
];

/// The failpoint after a password was tried, and before the verdict is reported.
pub const PASSWORD_TRIED: &str = "password-tried";

/// The number of failpoints that a job reaches if it is delivered once.
pub const PASSED_IN_ONE_DELIVERY: usize = 19;
