//! Ends a deferred order when it expires.

use jiff::Timestamp;

use super::report_writeback::refusal_event;
use crate::reset::{Refused, Writing};
use crate::{DirectoryRefusal, Event, JobId, Reset};

/// The outcome of expiring an order.
#[expect(clippy::large_enum_variant, reason = "made once per request and taken apart at once")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExpireOutcome {
    /// The order ended now.
    Recorded {
        /// The reset after the step.
        reset: Reset,
        /// The event for the audit trail.
        event: Event,
    },
    /// It is too early to end the order.
    NotYet {
        /// The time when it can be ended.
        until: Timestamp,
    },
    /// The order ended before, or was never deferred.
    AlreadyEnded,
}

impl Reset {
    /// Ends the order when it expires or, if an agent took it, once its report cannot be under way any more.
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
