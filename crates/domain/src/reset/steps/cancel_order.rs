//! Cancels an order that waits for an agent.

use jiff::Timestamp;

use super::report_writeback::refusal_event;
use crate::reset::{Refused, Writing};
use crate::{DirectoryRefusal, Event, JobId, Reset, StepRefusal, Token};

/// Who cancels. Each speaks for one order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CancelRequest {
    /// The page that placed the order, by the token of its generation.
    Page(Token),
    /// A link in the notice of this job.
    Notice(JobId),
}

/// What came of it.
#[expect(clippy::large_enum_variant, reason = "made once per request and taken apart at once")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CancelOutcome {
    /// Cancelled now.
    Recorded {
        /// The reset after it: another order may follow while it lives.
        reset: Reset,
        /// For the audit trail.
        event: Event,
    },
    /// Cancelled before: nothing changes.
    Repeated,
}

impl Reset {
    /// Cancels the order, unless an agent has taken it or its time is over. The reset may be over meanwhile, and stays in
    /// its generation: who cancels by a link does not take the page's token away.
    pub fn cancel_order(
        self,
        cancel_request: &CancelRequest,
        now: Timestamp,
    ) -> Result<CancelOutcome, StepRefusal> {
        let fits = match cancel_request {
            CancelRequest::Page(token) => token.generation == self.generation(),
            CancelRequest::Notice(job) => self.order().is_some_and(|order| order.job == *job),
        };
        if !fits {
            return Err(StepRefusal::TokenInvalid);
        }
        match self {
            Self::Writing(Writing { core, order }) if order.awaits_agent(now) => {
                let refusal = DirectoryRefusal::OrderCancelled;
                let event = refusal_event(&order, &refusal, None);
                Ok(CancelOutcome::Recorded { reset: Self::Refused(Refused { core, order, refusal }), event })
            }
            Self::Refused(Refused { refusal: DirectoryRefusal::OrderCancelled, .. }) => {
                Ok(CancelOutcome::Repeated)
            }
            Self::Proving(_) | Self::Proved(_) | Self::Writing(_) | Self::Done(_) | Self::Refused(_) => {
                Err(StepRefusal::StepNotAllowed)
            }
        }
    }
}
