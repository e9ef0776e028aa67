//! An agent asks before it carries out an order that was let wait, or that it cannot open.

use jiff::Timestamp;

use super::report_writeback::refusal_event;
use crate::reset::{Order, Refused, Writing};
use crate::{DirectoryRefusal, Event, JobId, OrderKind, Reset};

/// Who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TakeJobRequest<'a> {
    /// The agent's id.
    pub agent: &'a str,
    /// Whether it says that the job holds something that it can carry out.
    pub can_open: bool,
    /// Whether the account was frozen meanwhile.
    pub is_frozen: bool,
    /// The ids of all agents that are enrolled and not revoked.
    pub enrolled: &'a [String],
}

/// What it is to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TakeJobOutcome {
    /// Carry it out: it is taken now, and cannot be cancelled any more.
    Taken {
        /// The reset after it.
        reset: Reset,
        /// For the audit trail.
        event: Event,
    },
    /// Carry it out: it was taken before.
    AlreadyTaken,
    /// Leave it to another agent.
    LeaveToOthers,
    /// Forget it: nobody is left who can open it, and the person is told so.
    Withdrawn {
        /// The reset after it.
        reset: Reset,
        /// For the audit trail.
        event: Event,
    },
    /// Forget it: nobody waits for it.
    Forget,
}

impl Reset {
    /// Lets an agent take the job that the reset waits for. What was taken once stays taken, past its end too, and so does
    /// what was ordered without waiting: only the agents know whether it was written, and they write nothing late.
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
    /// Whether another agent than this one can carry the order out.
    fn another_agent_can_open(&self, order: &Order) -> bool {
        let mut others = self.enrolled.iter().filter(|other| *other != self.agent);
        others.any(|other| order.kind == OrderKind::UnlockAccount || order.is_executable_by(other))
    }
}
