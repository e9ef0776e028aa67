//! Records what an agent reports of a job.

use jiff::Timestamp;

use crate::reset::{Done, Refused};
use crate::{AccountLimits, Caller, DirectoryRefusal, Event, JobId, Order, OrderKind, Reset};

/// The outcome of a job, as an agent reports it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The directory confirmed the change.
    Done,
    /// The order was not carried out.
    Refused(DirectoryRefusal),
}

#[expect(clippy::large_enum_variant, reason = "made once per request and taken apart at once")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReportOutcome {
    /// The report is recorded.
    Recorded {
        /// The reset after the step.
        reset: Reset,
        /// The account's limits after the step.
        limits: AccountLimits,
        /// The event for the audit trail.
        event: Event,
    },
    /// The job was reported before. Nothing changes.
    Repeated,
    /// The reset waits for another job or for none.
    Unexpected,
    /// The agent claims to have written a password that was not sealed to it.
    NotSealedToAgent,
}

impl Reset {
    /// Records the outcome of the job that the reset waits for, however late, because it says what happened. A success
    /// is also recorded after the order was ended as expired.
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
        let limits = limits_after(limits, &core.caller, &order, &outcome);
        match outcome {
            Outcome::Done => {
                let limits = core.remember_device(limits, now).complete(now);
                let reset = Self::Done(Done { core, order, agent, at: now });
                ReportOutcome::Recorded { reset, limits, event }
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
    /// Returns whether the order was ended as expired and this outcome is a success.
    fn is_contradicted_by(&self, outcome: &Outcome) -> bool {
        self.refusal == DirectoryRefusal::JobExpired && *outcome == Outcome::Done
    }
}

/// Returns the limits after an outcome. The end of a lockout resets the directory's count of wrong passwords, and a
/// current password that was right is no longer counted as wrong.
fn limits_after(limits: AccountLimits, caller: &Caller, order: &Order, outcome: &Outcome) -> AccountLimits {
    match (order.kind, outcome) {
        (OrderKind::SetPassword | OrderKind::UnlockAccount, Outcome::Done) => {
            limits.forget_wrong_passwords(caller, order.ordered_at)
        }
        (OrderKind::SetPassword | OrderKind::UnlockAccount, Outcome::Refused(_))
        | (OrderKind::ChangePassword, Outcome::Refused(DirectoryRefusal::CurrentPasswordWrong)) => limits,
        (OrderKind::ChangePassword, _) => limits.release_password(caller, order.ordered_at),
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

/// Returns the event of an order that is not carried out.
pub(crate) fn refusal_event(order: &Order, refusal: &DirectoryRefusal, agent: Option<String>) -> Event {
    let (job, refusal) = (order.job.0.clone(), refusal.kind());
    Event::OrderRefused { job, agent, refusal, is_deferred: order.is_deferred }
}
