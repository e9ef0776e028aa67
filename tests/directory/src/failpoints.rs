//! The points of a job's life at which the agent is killed or frozen, in their order. They are named where they are, by
//! `fail_point!`.

/// All of them. The last three are passed only where a job comes again.
pub const POINTS: [&str; 22] = [
    "job-received",
    "lease-sure",
    "job-wanted",
    "account-found",
    "task-judged",
    "journal-before-line",
    "journal-line-written",
    "journal-line-synced",
    "intent-recorded",
    "fuse-lit",
    "session-at-hand",
    "change-answered",
    "change-looked-at",
    "outcome-known",
    "outcome-recorded",
    "before-report",
    "report-accepted",
    "report-recorded",
    "message-dealt-with",
    "journal-answered",
    "intent-found",
    "earlier-delivery-looked-at",
];

/// The one of a job that has a password tried: it was, and nobody has been told.
pub const PASSWORD_TRIED: &str = "password-tried";

/// How many of them are passed by a job that comes once.
pub const PASSED_IN_ONE_DELIVERY: usize = 19;
