//! What an agent tells the cloud about the directory, and what it learns in return.
//!
//! Only accounts that may reset are ever sent: members of the enabled groups who are neither excluded nor protected,
//! disabled or expired. Of each, only what a reset needs.

use serde::{Deserialize, Serialize};

/// The path of these requests.
pub const SYNC_DIRECTORY_PATH: &str = "/api/agent/sync-directory";

/// The body of `POST /api/agent/sync-directory`, signed as [`crate::request`] says, as JSON compressed by gzip
/// ([`CONTENT_TYPE`]).
///
/// One agent at a time leads. Its fence grows with every change of leader; a batch with an older one is not taken. The
/// batches of one sync are numbered from 0 and taken in order; the last one may be sent again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", rename_all_fields = "camelCase", deny_unknown_fields)]
pub enum SyncRequest {
    /// Takes the lead if nobody has it, or keeps it.
    Lead,
    /// Some accounts; at most [`MAX_BATCH_ACCOUNTS`] together.
    Batch {
        /// Of the leader.
        fence: u64,
        /// Names the sync.
        sync: String,
        /// From 0.
        number: u32,
        /// Names of the domain, which people may type before or behind their own.
        domain: Domain,
        /// Accounts that may reset, as they are now.
        accounts: Vec<Account>,
        /// Ids of accounts that may reset no more.
        gone: Vec<String>,
    },
    /// Every batch of the sync was taken.
    Finish {
        /// Of the leader.
        fence: u64,
        /// Names the sync.
        sync: String,
        /// How many batches there were.
        batches: u32,
        /// Whether every account was told of: those that were not may reset no more.
        is_full: bool,
        /// Where the next sync begins; whoever leads then gets it back. At most [`MAX_COOKIE_CHARACTERS`].
        cookie: String,
    },
}

/// Most accounts in one batch.
pub const MAX_BATCH_ACCOUNTS: usize = 100;

/// The longest cookie.
pub const MAX_COOKIE_CHARACTERS: usize = 65_536;

/// The media type of [`SyncRequest`].
pub const CONTENT_TYPE: &str = "application/gzip";

/// For how long a leader leads after it last called, in seconds.
pub const LEADER_LEASE_SECONDS: i64 = 60;

/// Names of the domain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Domain {
    /// As in `DEMO\anna`.
    pub netbios: String,
    /// As in `anna@demo.example`: the domain's DNS name and other suffixes of user principal names.
    pub suffixes: Vec<String>,
}

/// One account that may reset.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Account {
    /// objectGUID, hyphenated and in lower case.
    pub id: String,
    /// sAMAccountName.
    pub account_name: String,
    /// userPrincipalName.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_principal_name: Option<String>,
    /// displayName; empty where there is none.
    pub display_name: String,
    /// The work mail, which is a name that the account is found by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub work_mail: Option<String>,
    /// The number that codes by text message go to: E.164, `+46700000000`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mobile: Option<String>,
    /// The address that codes by mail go to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mail: Option<String>,
    /// preferredLanguage (BCP 47).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Whether the account is in one of the administrators' groups: two gates, always.
    pub administrator: bool,
    /// What the directory demands of a new password.
    pub rules: Rules,
    /// When the minimum password age allows a change, in whole seconds since 1970 (UTC); absent when it always does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub can_change_from: Option<i64>,
}

/// The id only: addresses and names are nobody's business in a log.
impl std::fmt::Debug for Account {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Account").field("id", &self.id).finish_non_exhaustive()
    }
}

/// The resultant password policy of one account.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Rules {
    /// Fewest characters.
    pub minimum_length: u32,
    /// Whether complexity is demanded.
    pub complexity: bool,
    /// How many earlier passwords are refused.
    pub history_length: u32,
    /// How old a password must be before it may be changed; 0 where it always may.
    pub minimum_age_seconds: i64,
    /// How old a password may become; absent where it never expires.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maximum_age_seconds: Option<i64>,
    /// How many wrong passwords lock the account; 0 where none do.
    pub lockout_threshold: u32,
    /// For how long it is locked then; absent where an administrator must unlock it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lockout_seconds: Option<i64>,
}

/// The answer to every [`SyncRequest`], `200`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SyncReply {
    /// Whether this agent leads. If not, nothing was done.
    pub leads: bool,
    /// The leader's fence.
    pub fence: u64,
    /// To [`SyncRequest::Lead`]: where the last finished sync ended; absent where none did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cookie: Option<String>,
    /// To [`SyncRequest::Batch`]: accounts of it that share a name with another, so that neither is found by it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clashes: Vec<Clash>,
}

/// One name that fits several accounts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Clash {
    /// Their ids.
    pub accounts: Vec<String>,
}
