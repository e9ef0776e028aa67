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
pub struct Piece {
    /// Whether everything is being read.
    pub is_full: bool,
    /// Those that may reset.
    pub accounts: Vec<Account>,
    /// Ids of those that may not.
    pub gone: Vec<String>,
    /// Ids of accounts whose telephone number is there and cannot be dialled.
    pub unusable_numbers: Vec<String>,
    /// Why some may not.
    pub left_out: LeftOutCounts,
}

/// What a reading came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// Whether everything was read: who was not among the accounts may reset no more.
    pub is_full: bool,
    /// Where the next reading begins.
    pub position: String,
}

/// Why an account may not reset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeftOut {
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
pub struct LeftOutCounts {
    /// [`LeftOut::NotEnabled`]
    pub not_enabled: u64,
    /// [`LeftOut::Excluded`]
    pub excluded: u64,
    /// [`LeftOut::Protected`]
    pub protected: u64,
    /// [`LeftOut::Disabled`]
    pub disabled: u64,
    /// [`LeftOut::Expired`]
    pub expired: u64,
    /// [`LeftOut::Elsewhere`]
    pub elsewhere: u64,
    /// [`LeftOut::Unreadable`]
    pub unreadable: u64,
}

impl LeftOutCounts {
    /// One more.
    pub const fn count(&mut self, reason: LeftOut) {
        let count = match reason {
            LeftOut::NotEnabled => &mut self.not_enabled,
            LeftOut::Excluded => &mut self.excluded,
            LeftOut::Protected => &mut self.protected,
            LeftOut::Disabled => &mut self.disabled,
            LeftOut::Expired => &mut self.expired,
            LeftOut::Elsewhere => &mut self.elsewhere,
            LeftOut::Unreadable => &mut self.unreadable,
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
