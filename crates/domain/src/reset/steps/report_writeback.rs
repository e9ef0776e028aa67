//! Takes what an agent says came of an order.

use jiff::Timestamp;

use crate::reset::{Done, Refused};
use crate::{AccountLimits, DirectoryRefusal, Event, JobId, Order, OrderKind, Reset};

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
pub enum ReportOutcome {
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
    /// The agent says that it wrote a password that was never sealed to it.
    NotSealedToAgent,
}

impl Reset {
    /// Records the outcome of the job that the reset waits for, however late it comes: it tells what happened. So does one
    /// that comes after the order was given up because its time was over.
    pub fn report_writeback(
        self,
        job: &JobId,
        outcome: Outcome,
        agent: &str,
        limits: AccountLimits,
        now: Timestamp,
    ) -> ReportOutcome {
        let (core, order) = match self {
            Self::Writing(writing) if writing.order.job == *job => (writing.core, writing.order),
            Self::Refused(refused) if refused.order.job == *job && refused.is_contradicted_by(&outcome) => {
                (refused.core, refused.order)
            }
            Self::Done(done) if done.order.job == *job => return ReportOutcome::Repeated,
            Self::Refused(refused) if refused.order.job == *job => return ReportOutcome::Repeated,
            Self::Writing(_) | Self::Done(_) | Self::Refused(_) | Self::Proving(_) | Self::Proved(_) => {
                return ReportOutcome::Unexpected;
            }
        };
        if outcome == Outcome::Done && !order.is_executable_by(agent) {
            return ReportOutcome::NotSealedToAgent;
        }
        let agent = agent.to_owned();
        let event = event(&order, &outcome, &agent);
        let limits = limits_after(limits, &order, &outcome);
        match outcome {
            Outcome::Done => {
                let reset = Self::Done(Done { core, order, agent, at: now });
                ReportOutcome::Recorded { reset, limits: limits.complete(now), event }
            }
            Outcome::Refused(refusal) => ReportOutcome::Recorded {
                reset: Self::Refused(Refused { core, order, refusal }),
                limits,
                event,
            },
        }
    }
}

impl Refused {
    /// Whether it is refused only because no report came in time, and here is one that says otherwise.
    fn is_contradicted_by(&self, outcome: &Outcome) -> bool {
        self.refusal == DirectoryRefusal::JobExpired && *outcome == Outcome::Done
    }
}

/// What an outcome says of wrong passwords: clearing the lockout makes the directory count anew, and a current password
/// counts as wrong from the order on.
fn limits_after(limits: AccountLimits, order: &Order, outcome: &Outcome) -> AccountLimits {
    match (order.kind, outcome) {
        (OrderKind::SetPassword | OrderKind::UnlockAccount, Outcome::Done) => {
            limits.forget_wrong_passwords(order.ordered_at)
        }
        (OrderKind::SetPassword | OrderKind::UnlockAccount, Outcome::Refused(_))
        | (OrderKind::ChangePassword, Outcome::Refused(DirectoryRefusal::CurrentPasswordWrong)) => limits,
        (OrderKind::ChangePassword, _) => limits.release_password(order.ordered_at),
    }
}

fn event(order: &Order, outcome: &Outcome, agent: &str) -> Event {
    let (job, agent, is_deferred) = (order.job.0.clone(), agent.to_owned(), order.is_deferred);
    match (outcome, order.kind) {
        (Outcome::Done, OrderKind::SetPassword) => Event::PasswordSet { job, agent, is_deferred },
        (Outcome::Done, OrderKind::ChangePassword) => Event::PasswordChanged { job, agent },
        (Outcome::Done, OrderKind::UnlockAccount) => Event::AccountUnlocked { job, agent, is_deferred },
        (Outcome::Refused(refusal), _) => refusal_event(order, refusal, Some(agent)),
    }
}

/// The event of an order that is not carried out.
pub(crate) fn refusal_event(order: &Order, refusal: &DirectoryRefusal, agent: Option<String>) -> Event {
    let (job, refusal) = (order.job.0.clone(), refusal.name().to_owned());
    Event::OrderRefused { job, agent, refusal, is_deferred: order.is_deferred }
}
