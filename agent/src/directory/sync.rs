//! Types of a sync: its scope, its batches and its result.

use agent_protocol::{
    session::AgentPolicy,
    sync::{Account, IneligibleAccount, IneligibleReason},
};
use input::phone::Unusable;
use serde::{Deserialize, Serialize};

/// The groups that decide which accounts may reset, each by its name or distinguished name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Scope {
    /// Groups whose members may reset; members of nested groups too.
    pub enabled: Vec<String>,
    /// Groups whose members may not reset, whatever other groups they are in.
    pub excluded: Vec<String>,
    /// Groups whose members administer Readmit.
    pub administrators: Vec<String>,
    /// Whether accounts that may not reset are read too, for a mail with the reason.
    pub explains_ineligibility: bool,
}

impl From<&AgentPolicy> for Scope {
    fn from(policy: &AgentPolicy) -> Self {
        Self {
            enabled: policy.enabled_groups.clone(),
            excluded: policy.excluded_groups.clone(),
            administrators: policy.administrator_groups.clone(),
            explains_ineligibility: policy.explains_ineligibility,
        }
    }
}

/// Some accounts as they are now.
#[derive(Debug, Default)]
pub struct SyncBatch {
    /// Whether all accounts are being read.
    pub is_full: bool,
    /// The accounts that may reset.
    pub accounts: Vec<Account>,
    /// Accounts that may not reset, if the scope asks for them.
    pub ineligible: Vec<IneligibleAccount>,
    /// Ids of accounts that may not reset any more.
    pub gone: Vec<String>,
    /// The accounts that have a telephone number or a mail address, but none to which codes can be sent.
    pub unusable: Vec<UnusableDestination>,
    /// The numbers of excluded accounts, by reason.
    pub exclusions: ExclusionCounts,
}

/// An account without a usable destination, though the directory has one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct UnusableDestination {
    /// The reason.
    pub reason: DestinationIssue,
    /// The id of the account.
    pub account: String,
}

/// A reason why codes cannot be sent to what the directory holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DestinationIssue {
    /// It is no telephone number of any country.
    NotANumber,
    /// The telephone number has an extension.
    NumberWithExtension,
    /// The telephone number is of a kind that gets no text messages.
    NotMobile,
    /// The policy sends no text messages to the number's country.
    CountryNotAllowed,
    /// It is no mail address.
    NotAnAddress,
}

impl From<Unusable> for DestinationIssue {
    fn from(reason: Unusable) -> Self {
        match reason {
            Unusable::NotANumber | Unusable::NoCountry => Self::NotANumber,
            Unusable::Extension => Self::NumberWithExtension,
            Unusable::NotMobile => Self::NotMobile,
        }
    }
}

/// The result of a read that has sent every batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadResult {
    /// Whether all accounts were read. An account that was not among them may not reset any more.
    pub is_full: bool,
    /// The position at which the next read begins.
    pub position: String,
}

/// A reason why an account may not reset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExclusionReason {
    /// The account is in no enabled group.
    NotEnabled,
    /// The account is in an excluded group.
    Excluded,
    /// The account is protected.
    Protected,
    Disabled,
    /// The time in accountExpires has passed.
    Expired,
    /// It is outside the base that the configuration names.
    Elsewhere,
    /// Its name, its id or its list of groups could not be read.
    Unreadable,
}

impl ExclusionReason {
    /// Returns the reason that a user is given; `None` for an account of which nothing is sent.
    pub const fn for_user(self) -> Option<IneligibleReason> {
        match self {
            Self::NotEnabled | Self::Excluded => Some(IneligibleReason::OutOfScope),
            Self::Protected => Some(IneligibleReason::Protected),
            Self::Disabled => Some(IneligibleReason::Disabled),
            Self::Expired => Some(IneligibleReason::Expired),
            Self::Elsewhere | Self::Unreadable => None,
        }
    }
}

/// The numbers of excluded accounts. Each account counts for the first reason that applies.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ExclusionCounts {
    /// The number of accounts that are [`ExclusionReason::NotEnabled`].
    pub not_enabled: u64,
    /// The number of accounts that are [`ExclusionReason::Excluded`].
    pub excluded: u64,
    /// The number of accounts that are [`ExclusionReason::Protected`].
    pub protected: u64,
    /// The number of accounts that are [`ExclusionReason::Disabled`].
    pub disabled: u64,
    /// The number of accounts that are [`ExclusionReason::Expired`].
    pub expired: u64,
    /// The number of accounts that are [`ExclusionReason::Elsewhere`].
    pub elsewhere: u64,
    /// The number of accounts that are [`ExclusionReason::Unreadable`].
    pub unreadable: u64,
}

impl ExclusionCounts {
    /// Counts one more account.
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

    /// Adds the counts of another batch.
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
