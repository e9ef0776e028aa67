//! Cancels a deferred order.

use jiff::Timestamp;

use super::report_writeback::refusal_event;
use crate::reset::{Refused, Writing};
use crate::{DirectoryRefusal, Event, JobId, Reset, StepRefusal, Token};

/// A request to cancel an order. Each is valid for one order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CancelRequest {
    /// The page that placed the order, by the token of its generation.
    Page(Token),
    /// The link in the notice of this job.
    Notice(JobId),
}

/// The outcome of cancelling an order.
#[expect(clippy::large_enum_variant, reason = "made once per request and taken apart at once")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CancelOutcome {
    /// The order is cancelled now.
    Recorded {
        /// The reset after the step. Another order may follow before the reset ends.
        reset: Reset,
        /// The event for the audit trail.
        event: Event,
    },
    /// The order was cancelled before. Nothing changes.
    Repeated,
}

impl Reset {
    /// Cancels the order unless an agent has taken it or it has expired. The reset may be over already. It stays in its
    /// generation, so that a cancellation by a link leaves the page's token valid.
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
