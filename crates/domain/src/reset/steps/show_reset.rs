//! How an order stands.

use jiff::Timestamp;

use crate::{DirectoryRefusal, JobId, Reset, StepRefusal, Token};

/// How an order stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ResetStatus {
    /// On its way.
    Writing,
    /// Waiting for an agent, and may be cancelled.
    Deferred {
        /// Until when.
        until: Timestamp,
    },
    /// The directory confirmed.
    Done {
        /// The order.
        job: JobId,
        /// The agent that wrote it.
        agent: String,
        /// When.
        at: Timestamp,
    },
    /// Not done.
    Refused(DirectoryRefusal),
    /// The reset is over, with nothing under way.
    Expired,
}

impl Reset {
    /// How the order stands. The token may be read with until the reset's end, and a finished order is shown after it; so is
    /// the end of one that was let wait.
    pub fn status(&self, token: Token, now: Timestamp) -> Result<ResetStatus, StepRefusal> {
        if token.generation != self.generation() {
            return Err(StepRefusal::TokenInvalid);
        }
        let is_deferred = self.order().is_some_and(|order| order.is_deferred);
        let is_over = self.core().is_over(now) && !is_deferred;
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
