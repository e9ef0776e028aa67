//! How an order stands.

use jiff::{SignedDuration, Timestamp};

use crate::{DirectoryRefusal, JobId, Refusal, Reset, Token};

/// How an order stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown {
    /// On its way.
    Writing,
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

/// How long after a job's end its report may still be under way. Until then nobody is told that nothing was changed.
pub const REPORT_GRACE: SignedDuration = SignedDuration::from_secs(15);

impl Reset {
    /// How the order stands. The token may be read with until the reset's end, and a finished order is shown after it.
    pub fn show(&self, token: Token, now: Timestamp) -> Result<Shown, Refusal> {
        if token.generation != self.generation() {
            return Err(Refusal::TokenInvalid);
        }
        Ok(match self {
            Self::Done(done) => {
                Shown::Done { job: done.order.job.clone(), agent: done.agent.clone(), at: done.at }
            }
            Self::Writing(writing) if now < writing.order.expires_at + REPORT_GRACE => Shown::Writing,
            Self::Writing(_) if !self.core().is_over(now) => Shown::Refused(DirectoryRefusal::JobExpired),
            Self::Refused(refused) if !self.core().is_over(now) => Shown::Refused(refused.refusal.clone()),
            Self::Proving(_) | Self::Proved(_) if !self.core().is_over(now) => {
                return Err(Refusal::GateMissing);
            }
            Self::Proving(_) | Self::Proved(_) | Self::Writing(_) | Self::Refused(_) => Shown::Expired,
        })
    }
}
