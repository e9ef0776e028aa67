//! Lets an agent take a job before it carries out a deferred order, or one that it cannot open.

use jiff::Timestamp;

use super::report_writeback::refusal_event;
use crate::reset::{Order, Refused, Writing};
use crate::{DirectoryRefusal, Event, JobId, OrderKind, Reset};

/// The request of an agent to take a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TakeJobRequest<'a> {
    /// The id of the agent that asks.
    pub agent: &'a str,
    /// Whether the agent says that it can carry the job out.
    pub can_open: bool,
    /// Whether the account is frozen.
    pub is_frozen: bool,
    /// The ids of all enrolled agents that are not revoked.
    pub enrolled: &'a [String],
}

/// The outcome of a request to take a job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TakeJobOutcome {
    /// The agent carries the job out. The order is taken now and cannot be cancelled any more.
    Taken {
        /// The reset after the step.
        reset: Reset,
        /// The event for the audit trail.
        event: Event,
    },
    /// The agent carries the job out, which was taken before.
    AlreadyTaken,
    /// The agent leaves the job to another one.
    LeaveToOthers,
    /// The agent deletes the job: no agent is left that can open it, or the account is frozen. The order is refused.
    Withdrawn {
        /// The reset after the step.
        reset: Reset,
        /// The event for the audit trail.
        event: Event,
    },
    /// The agent deletes the job, for which nothing waits any more.
    Forget,
}

impl Reset {
    /// Lets an agent take the job that the reset waits for. A taken order stays taken after its end, and an order that
    /// is not deferred may be taken after it: only agents know whether it was written, and they write nothing late.
    pub fn take_job(self, job: &JobId, take_request: TakeJobRequest<'_>, now: Timestamp) -> TakeJobOutcome {
        let Self::Writing(Writing { core, mut order }) = self else { return TakeJobOutcome::Forget };
        if order.job != *job || order.is_expired_untaken(now) {
            return TakeJobOutcome::Forget;
        }
        if take_request.is_frozen && order.taken_at.is_none() {
            let refusal = DirectoryRefusal::OrderCancelled;
            let event = refusal_event(&order, &refusal, None);
            return TakeJobOutcome::Withdrawn {
                reset: Self::Refused(Refused { core, order, refusal }),
                event,
            };
        }
        if take_request.can_open && order.is_executable_by(take_request.agent) {
            if order.taken_at.is_some() {
                return TakeJobOutcome::AlreadyTaken;
            }
            order.taken_at = Some(now);
            let event = Event::OrderTaken { job: job.0.clone(), agent: take_request.agent.to_owned() };
            return TakeJobOutcome::Taken { reset: Self::Writing(Writing { core, order }), event };
        }
        if order.taken_at.is_some() || take_request.another_agent_can_open(&order) {
            return TakeJobOutcome::LeaveToOthers;
        }
        let refusal = DirectoryRefusal::AgentWithdrawn;
        let event = refusal_event(&order, &refusal, None);
        TakeJobOutcome::Withdrawn { reset: Self::Refused(Refused { core, order, refusal }), event }
    }
}

impl TakeJobRequest<'_> {
    /// Returns whether another enrolled agent can carry the order out.
    fn another_agent_can_open(&self, order: &Order) -> bool {
        let mut others = self.enrolled.iter().filter(|other| *other != self.agent);
        others.any(|other| order.kind == OrderKind::UnlockAccount || order.is_executable_by(other))
    }
}
