//! Ends an order that was let wait, when its time is over.

use jiff::Timestamp;

use super::report_writeback::refusal_event;
use crate::reset::{Refused, Writing};
use crate::{DirectoryRefusal, Event, JobId, Reset};

/// What came of it.
#[expect(clippy::large_enum_variant, reason = "made once per request and taken apart at once")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExpireOutcome {
    /// Ended now.
    Recorded {
        /// The reset after it.
        reset: Reset,
        /// For the audit trail.
        event: Event,
    },
    /// Its time is not over.
    NotYet {
        /// When it will be.
        until: Timestamp,
    },
    /// It has ended otherwise, or was never let wait.
    AlreadyEnded,
}

impl Reset {
    /// Ends the order: at its last moment, or, where an agent took it, once its report cannot be under way any more.
    pub fn expire_order(self, job: &JobId, now: Timestamp) -> ExpireOutcome {
        match self {
            Self::Writing(Writing { core, order }) if order.is_deferred && order.job == *job => {
                let until = order.closes_at();
                if now < until {
                    return ExpireOutcome::NotYet { until };
                }
                let refusal = DirectoryRefusal::JobExpired;
                let event = refusal_event(&order, &refusal, None);
                ExpireOutcome::Recorded { reset: Self::Refused(Refused { core, order, refusal }), event }
            }
            Self::Proving(_) | Self::Proved(_) | Self::Writing(_) | Self::Done(_) | Self::Refused(_) => {
                ExpireOutcome::AlreadyEnded
            }
        }
    }
}
