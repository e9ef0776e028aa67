//! Shows the status of a reset and its order.

use jiff::Timestamp;

use crate::{DirectoryRefusal, JobId, Reset, StepRefusal, Token};

/// Shows the status of a reset and its order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ResetStatus {
    /// The order is under way.
    Writing,
    /// The order waits for an agent and may be cancelled.
    Deferred {
        /// The time when the order expires.
        until: Timestamp,
    },
    /// The directory confirmed the order.
    Done {
        job: JobId,
        /// The id of the agent that wrote to the directory.
        agent: String,
        /// The time when the directory confirmed the order.
        at: Timestamp,
    },
    /// The order was refused.
    Refused(DirectoryRefusal),
    /// The reset is over, and nothing is under way.
    Expired,
}

impl Reset {
    /// Returns the status for the token of the current generation. The outcome of an order is shown for a day, also
    /// after the end of the reset.
    pub fn status(&self, token: Token, now: Timestamp) -> Result<ResetStatus, StepRefusal> {
        if token.generation != self.generation() {
            return Err(StepRefusal::TokenInvalid);
        }
        let is_over = now >= self.token_expires_at();
        Ok(match self {
            Self::Done(done) => {
                ResetStatus::Done { job: done.order.job.clone(), agent: done.agent.clone(), at: done.at }
            }
            Self::Writing(writing) if writing.order.awaits_agent(now) => {
                ResetStatus::Deferred { until: writing.order.expires_at }
            }
            Self::Writing(writing) if now < writing.order.closes_at() => ResetStatus::Writing,
            Self::Writing(_) if !is_over => ResetStatus::Refused(DirectoryRefusal::JobExpired),
            Self::Refused(refused) if !is_over => ResetStatus::Refused(refused.refusal.clone()),
            Self::Proving(_) | Self::Proved(_) if !is_over => return Err(StepRefusal::GateMissing),
            Self::Proving(_) | Self::Proved(_) | Self::Writing(_) | Self::Refused(_) => ResetStatus::Expired,
        })
    }
}
