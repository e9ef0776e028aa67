//! Takes what an agent says came of an order.

use jiff::Timestamp;

use crate::reset::{Done, Refused};
use crate::{AccountLimits, DirectoryRefusal, Event, JobId, OrderKind, Reset};

/// What the directory said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Written and verified.
    Done,
    /// Not written.
    Refused(DirectoryRefusal),
}

/// What came of a report.
#[expect(clippy::large_enum_variant, reason = "made once per request and taken apart at once")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reported {
    /// Recorded.
    Recorded {
        /// The reset after it.
        reset: Reset,
        /// The account's limits after it.
        limits: AccountLimits,
        /// For the audit trail.
        event: Event,
    },
    /// The same job was reported before: nothing changes.
    Repeated,
    /// The reset waits for another job, or for none.
    Unexpected,
}

impl Reset {
    /// Records the outcome of the job that the reset waits for, however late it comes: it tells what happened.
    pub fn report_writeback(
        self,
        job: &JobId,
        outcome: Outcome,
        agent: &str,
        limits: AccountLimits,
        now: Timestamp,
    ) -> Reported {
        let writing = match self {
            Self::Writing(writing) if writing.order.job == *job => writing,
            Self::Done(done) if done.order.job == *job => return Reported::Repeated,
            Self::Refused(refused) if refused.order.job == *job => return Reported::Repeated,
            Self::Writing(_) | Self::Done(_) | Self::Refused(_) | Self::Proving(_) | Self::Proved(_) => {
                return Reported::Unexpected;
            }
        };
        let (core, order, agent) = (writing.core, writing.order, agent.to_owned());
        let event = event(&order.job, order.kind, &outcome, &agent);
        match outcome {
            Outcome::Done => {
                let reset = Self::Done(Done { core, order, agent, at: now });
                Reported::Recorded { reset, limits: limits.complete(now), event }
            }
            Outcome::Refused(refusal) => {
                Reported::Recorded { reset: Self::Refused(Refused { core, order, refusal }), limits, event }
            }
        }
    }
}

fn event(job: &JobId, kind: OrderKind, outcome: &Outcome, agent: &str) -> Event {
    let (job, agent) = (job.0.clone(), agent.to_owned());
    match (outcome, kind) {
        (Outcome::Done, OrderKind::SetPassword) => Event::PasswordSet { job, agent },
        (Outcome::Done, OrderKind::UnlockAccount) => Event::AccountUnlocked { job, agent },
        (Outcome::Refused(refusal), _) => {
            Event::OrderRefused { job, agent, refusal: refusal.kind().to_owned() }
        }
    }
}
