//! Reasons for which a sync stops, so that no account is lost by mistake, and nobody who is kept out gets in.

use agent_protocol::sync::{StopReason, TOO_MANY_LOST};
use serde::{Deserialize, Serialize};

/// A reason for which a sync stops. What the cloud knows stays in force until an administrator has acted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "reason", rename_all = "kebab-case")]
pub enum SyncStop {
    /// The base of the configuration is not in the directory.
    #[error("the base `{name}` is not in the directory")]
    BaseNotFound {
        /// The base as it is configured.
        name: String,
    },
    /// A group of the policy that keeps people out, or asks more of them, is not in the directory.
    #[error("the group `{name}` is not in the directory")]
    GroupNotFound {
        /// The group as the policy names it.
        name: String,
    },
    /// More accounts would be lost than the policy allows in one sync.
    #[error("{lost} of {known} accounts would be lost")]
    TooManyLost {
        /// The number of accounts that would be lost.
        lost: u64,
        /// The number of accounts that the cloud knows.
        known: u64,
    },
}

impl SyncStop {
    /// Returns the reason that the cloud is sent; `None` for a loss, which the cloud finds itself.
    pub const fn to_report(&self) -> Option<StopReason> {
        match self {
            Self::BaseNotFound { .. } => Some(StopReason::BaseNotFound),
            Self::GroupNotFound { .. } => Some(StopReason::GroupNotFound),
            Self::TooManyLost { .. } => None,
        }
    }

    /// Returns the name of the reason, for logs.
    pub fn name(&self) -> &'static str {
        self.to_report().map_or(TOO_MANY_LOST, StopReason::name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_have_one_name_in_logs_and_in_the_state() {
        let name = || "Readmit Users".to_owned();
        for stop in [
            SyncStop::BaseNotFound { name: name() },
            SyncStop::GroupNotFound { name: name() },
            SyncStop::TooManyLost { lost: 3, known: 4 },
        ] {
            assert_eq!(serde_json::to_value(&stop).unwrap()["reason"], stop.name());
        }
    }
}
