//! One order to an agent, and who may carry it out until when.

use jiff::{SignedDuration, Timestamp};
pub use vocabulary::OrderKind;

use super::names::JobId;

/// One order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// Its name.
    pub job: JobId,
    /// What is ordered.
    pub kind: OrderKind,
    /// When it was ordered.
    pub ordered_at: Timestamp,
    /// From when on it is not carried out any more.
    pub expires_at: Timestamp,
    /// The ids of the agents that the password is sealed to; empty where there is none, so that any may carry it out.
    pub agents: Vec<String>,
    /// Whether the person lets it wait for an agent. It may be cancelled until one takes it.
    pub is_deferred: bool,
    /// When an agent took it, where it had to ask first.
    pub taken_at: Option<Timestamp>,
}

/// How long after a job's end its report may still be under way. Until then nobody is told that nothing was changed.
const REPORT_GRACE: SignedDuration = SignedDuration::from_secs(15);

/// How long after its end a patient order is shown to who still looks.
const RESULT_DISPLAY_TIME: SignedDuration = SignedDuration::from_mins(2);

impl Order {
    /// Whether this agent can have carried it out.
    pub(crate) fn is_executable_by(&self, agent: &str) -> bool {
        self.agents.is_empty() || self.agents.iter().any(|sealed_to| sealed_to == agent)
    }

    /// Whether it waits for an agent, so that it may still be cancelled.
    pub(crate) fn awaits_agent(&self, now: Timestamp) -> bool {
        self.is_deferred && self.taken_at.is_none() && now < self.expires_at
    }

    /// Whether it waited for an agent until its end, and none came.
    pub(crate) fn is_expired_untaken(&self, now: Timestamp) -> bool {
        self.is_deferred && self.taken_at.is_none() && now >= self.expires_at
    }

    /// From when on nothing more is to be expected of it: an agent that took it may still report.
    pub(crate) fn closes_at(&self) -> Timestamp {
        let is_expired_untaken = self.is_deferred && self.taken_at.is_none();
        if is_expired_untaken { self.expires_at } else { self.expires_at + REPORT_GRACE }
    }

    /// Until when its end is shown.
    pub(crate) fn visible_until(&self) -> Timestamp {
        self.expires_at + REPORT_GRACE + RESULT_DISPLAY_TIME
    }
}
