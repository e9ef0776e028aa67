//! The section `[sync]`.

use serde::{Deserialize, Serialize};

use super::Bounded;

/// The limits of the sync of the directory.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SyncPolicy {
    /// The largest part of the accounts, in percent, that one sync may remove. A sync that would remove more stops
    /// until an administrator has accepted it: a base or a group is mistyped more often than so many users leave.
    pub max_loss_percent: Bounded<1, 100, 20>,
}
