//! What is read of a directory for a sync.

use agent_protocol::{session::AgentPolicy, sync::Account};

/// Who may reset, by names of groups or distinguished names.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Scope {
    /// Members may, those of nested groups too.
    pub enabled: Vec<String>,
    /// Members may not, whatever else they are in.
    pub excluded: Vec<String>,
    /// Members administer Readmit.
    pub administrators: Vec<String>,
}

impl From<&AgentPolicy> for Scope {
    fn from(policy: &AgentPolicy) -> Self {
        Self {
            enabled: policy.enabled_groups.clone(),
            excluded: policy.excluded_groups.clone(),
            administrators: policy.administrator_groups.clone(),
        }
    }
}

/// Some accounts as they are now.
#[derive(Debug, Default)]
pub struct SyncBatch {
    /// Whether everything is being read.
    pub is_full: bool,
    /// Those that may reset.
    pub accounts: Vec<Account>,
    /// Ids of those that may not.
    pub gone: Vec<String>,
    /// Ids of accounts whose telephone number is there and cannot be dialled.
    pub unusable_numbers: Vec<String>,
    /// Why some may not.
    pub exclusions: ExclusionCounts,
}

/// What a reading came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadResult {
    /// Whether everything was read: who was not among the accounts may reset no more.
    pub is_full: bool,
    /// Where the next reading begins.
    pub position: String,
}

/// Why an account may not reset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExclusionReason {
    /// In no enabled group.
    NotEnabled,
    /// In an excluded group.
    Excluded,
    /// Privileged.
    Protected,
    /// Disabled.
    Disabled,
    /// Past its end.
    Expired,
    /// Outside the part of the directory that is looked at.
    Elsewhere,
    /// Its name, its id or all of its groups could not be read.
    Unreadable,
}

/// How many accounts were left out for which reason; the first that fits counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ExclusionCounts {
    /// [`ExclusionReason::NotEnabled`]
    pub not_enabled: u64,
    /// [`ExclusionReason::Excluded`]
    pub excluded: u64,
    /// [`ExclusionReason::Protected`]
    pub protected: u64,
    /// [`ExclusionReason::Disabled`]
    pub disabled: u64,
    /// [`ExclusionReason::Expired`]
    pub expired: u64,
    /// [`ExclusionReason::Elsewhere`]
    pub elsewhere: u64,
    /// [`ExclusionReason::Unreadable`]
    pub unreadable: u64,
}

impl ExclusionCounts {
    /// One more.
    pub const fn count(&mut self, reason: ExclusionReason) {
        let count = match reason {
            ExclusionReason::NotEnabled => &mut self.not_enabled,
            ExclusionReason::Excluded => &mut self.excluded,
            ExclusionReason::Protected => &mut self.protected,
            ExclusionReason::Disabled => &mut self.disabled,
            ExclusionReason::Expired => &mut self.expired,
            ExclusionReason::Elsewhere => &mut self.elsewhere,
            ExclusionReason::Unreadable => &mut self.unreadable,
        };
        *count += 1;
    }

    /// Those of another piece too.
    pub const fn add(&mut self, other: &Self) {
        self.not_enabled += other.not_enabled;
        self.excluded += other.excluded;
        self.protected += other.protected;
        self.disabled += other.disabled;
        self.expired += other.expired;
        self.elsewhere += other.elsewhere;
        self.unreadable += other.unreadable;
    }
}
