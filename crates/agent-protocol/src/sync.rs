//! The sync of the directory: accounts from the agent, and the cloud's responses.
//!
//! Agents send accounts that may reset: members of the enabled groups that are neither excluded nor protected, disabled
//! or expired. They send only what a reset needs. Of an account that may not reset they send, if the policy says so,
//! only what a mail to its user needs.

mod accounts;

use serde::{Deserialize, Serialize};

pub use accounts::{Account, Domain, IneligibleAccount, PasswordRules};
pub use vocabulary::IneligibleReason;

/// The path of these requests.
pub const SYNC_DIRECTORY_PATH: &str = "/api/agent/sync-directory";

/// The body of `POST /api/agent/sync-directory`, signed as [`crate::request`] says, as JSON compressed by gzip
/// ([`CONTENT_TYPE`]).
///
/// One agent at a time is the leader. Its fence grows with every change of leader, and requests with an older fence are
/// refused. The batches of one sync are numbered from 0 and taken in order; the last one may be sent again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", rename_all_fields = "camelCase", deny_unknown_fields)]
pub enum SyncRequest {
    /// Acquires or renews the leader lease.
    Lead,
    /// Reports that the leader's sync has stopped, for the alarm.
    Stopped {
        /// The fence of the leader's lease. The cloud refuses an older one.
        fence: u64,
        /// The reason.
        reason: StopReason,
    },
    /// Accepts, once, the loss of accounts that stopped the last full sync. Any agent may send it, for its
    /// administrator.
    AcceptLoss,
    /// A batch of accounts, at most [`MAX_BATCH_ACCOUNTS`] in all lists together.
    Batch {
        /// The fence of the leader's lease. The cloud refuses an older one.
        fence: u64,
        /// The random id of the sync, the same in all of its requests.
        sync: String,
        /// The number of the batch, from 0.
        number: u32,
        /// The names of the domain, which users may type before or after their own.
        domain: Domain,
        /// Accounts that may reset, as they are now.
        accounts: Vec<Account>,
        /// Accounts that may not reset, if [`crate::session::AgentPolicy::explains_ineligibility`].
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        ineligible: Vec<IneligibleAccount>,
        /// The ids of accounts that may no longer reset.
        gone: Vec<String>,
    },
    /// Finishes a sync of which every batch was taken.
    Finish {
        /// The fence of the leader's lease. The cloud refuses an older one.
        fence: u64,
        /// The random id of the sync, the same in all of its requests.
        sync: String,
        /// The number of batches that the sync had.
        batches: u32,
        /// Whether the sync was full, so that accounts that were not sent may no longer reset.
        is_full: bool,
        /// The cookie with which the next sync begins, of at most [`MAX_COOKIE_CHARACTERS`]. The next leader gets it
        /// back.
        cookie: String,
    },
}

/// A reason for which a sync stops that the agent found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StopReason {
    /// The base of the agent's configuration is not in the directory.
    BaseNotFound,
    /// A group of the policy that keeps people out, or asks more of them, is not in the directory.
    GroupNotFound,
}

impl StopReason {
    /// Returns the name of the reason, on the wire and in logs.
    pub const fn name(self) -> &'static str {
        match self {
            Self::BaseNotFound => "base-not-found",
            Self::GroupNotFound => "group-not-found",
        }
    }
}

/// The name in logs of the reason that the cloud finds itself: more accounts would be lost than the policy allows.
pub const TOO_MANY_LOST: &str = "too-many-lost";

/// The accounts that a full sync would remove.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Loss {
    /// The number of accounts that would be removed.
    pub lost: u64,
    /// The number of accounts that the cloud knows, with those.
    pub known: u64,
}

impl Loss {
    /// Returns whether a sync may remove this many accounts without an administrator. One may always be removed.
    pub const fn is_within(&self, max_loss_percent: u8) -> bool {
        self.lost <= 1 || self.lost as u128 * 100 <= self.known as u128 * max_loss_percent as u128
    }
}

/// The maximum number of accounts in one batch.
pub const MAX_BATCH_ACCOUNTS: usize = 100;

/// The maximum length of a cookie in characters.
pub const MAX_COOKIE_CHARACTERS: usize = 65_536;

/// The media type of [`SyncRequest`].
pub const CONTENT_TYPE: &str = "application/gzip";

/// The seconds for which an agent is the leader after its last call.
pub const LEADER_LEASE_SECONDS: i64 = 60;

/// The response to every [`SyncRequest`], `200`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SyncReply {
    /// Whether this agent is the leader. If not, nothing was done.
    pub leads: bool,
    /// The fence of the leader's lease. The cloud refuses an older one.
    pub fence: u64,
    /// The cookie of the last finished sync, in response to [`SyncRequest::Lead`]; absent if there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cookie: Option<String>,
    /// Accounts of the batch that share a name with another, so that neither is found by it, in response to
    /// [`SyncRequest::Batch`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clashes: Vec<Clash>,
    /// The ids of accounts of the batch whose number is of a country that the company sends no text messages to, in
    /// response to [`SyncRequest::Batch`]. None are named if it sends none at all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refused_numbers: Vec<String>,
    /// The loss for which the sync is not finished, in response to [`SyncRequest::Finish`]: nothing was removed. Also
    /// the loss that is accepted, in response to [`SyncRequest::AcceptLoss`]; absent if there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub loss: Option<Loss>,
    /// Whether an administrator has accepted the loss of the last full sync, in response to [`SyncRequest::Lead`].
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_loss_accepted: bool,
}

/// A name that several accounts share.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Clash {
    /// The objectGUIDs of the accounts, at least two.
    pub accounts: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::Loss;

    #[test]
    fn loss_is_within_its_part_up_to_the_last_account() {
        let is_within = |lost, known| (Loss { lost, known }).is_within(20);
        assert!(is_within(0, 0) && is_within(20, 100) && is_within(1, 1) && is_within(1, 3));
        assert!(!is_within(21, 100) && !is_within(2, 9) && !is_within(2, 2) && !is_within(2, 0));
        assert!((Loss { lost: 5, known: 5 }).is_within(100));
        assert!(!(Loss { lost: u64::MAX, known: u64::MAX - 1 }).is_within(20), "no number overflows");
    }
}
