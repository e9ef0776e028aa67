//! Reasons for which a sync stops, so that no account is lost by mistake, and nobody who is kept out gets in.

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
    /// Returns the name of the reason, for logs.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::BaseNotFound { .. } => "base-not-found",
            Self::GroupNotFound { .. } => "group-not-found",
            Self::TooManyLost { .. } => "too-many-lost",
        }
    }
}
