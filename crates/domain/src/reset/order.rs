//! Orders to agents.

use jiff::{SignedDuration, Timestamp};
pub use vocabulary::OrderKind;

use super::names::JobId;

/// An order to an agent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    pub job: JobId,
    pub kind: OrderKind,
    /// The time when the user placed the order.
    pub ordered_at: Timestamp,
    /// The time when the order expires: agents do not carry it out at this moment or later.
    pub expires_at: Timestamp,
    /// The ids of the agents that the password is sealed to; empty if there is no password, so that any agent may carry
    /// the order out.
    pub agents: Vec<String>,
    /// Whether the order may wait for an agent. It may be cancelled until an agent takes it.
    pub is_deferred: bool,
    /// The time when an agent took the job, if it had to ask first.
    pub taken_at: Option<Timestamp>,
}

/// The time after the end of a job in which its report may still be under way. Until then no answer says that nothing
/// was changed.
const REPORT_GRACE: SignedDuration = SignedDuration::from_secs(15);

/// The time for which the result of an order is shown: a user whose phone dropped the page, or who closed the computer,
/// still learns it.
const RESULT_DISPLAY_TIME: SignedDuration = SignedDuration::from_hours(24);

impl Order {
    /// Returns whether this agent can carry the order out.
    pub(crate) fn is_executable_by(&self, agent: &str) -> bool {
        self.agents.is_empty() || self.agents.iter().any(|sealed_to| sealed_to == agent)
    }

    /// Returns whether the order waits for an agent, so that it may still be cancelled.
    pub(crate) fn awaits_agent(&self, now: Timestamp) -> bool {
        self.is_deferred && self.taken_at.is_none() && now < self.expires_at
    }

    /// Returns whether the order expired before an agent took it.
    pub(crate) fn is_expired_untaken(&self, now: Timestamp) -> bool {
        self.is_deferred && self.taken_at.is_none() && now >= self.expires_at
    }

    /// Returns when no report can be under way any more.
    pub(crate) fn closes_at(&self) -> Timestamp {
        let is_expired_untaken = self.is_deferred && self.taken_at.is_none();
        if is_expired_untaken { self.expires_at } else { self.expires_at + REPORT_GRACE }
    }

    /// Returns the moment until which the result is shown.
    pub(crate) fn visible_until(&self) -> Timestamp {
        self.expires_at + REPORT_GRACE + RESULT_DISPLAY_TIME
    }
}
