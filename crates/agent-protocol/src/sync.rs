//! What an agent tells the cloud about the directory, and what it learns in return.
//!
//! Only accounts that may reset are ever sent: members of the enabled groups who are neither excluded nor protected,
//! disabled or expired. Of each, only what a reset needs.

use serde::{Deserialize, Serialize};

/// The path of these requests.
pub const SYNC_DIRECTORY_PATH: &str = "/api/agent/sync-directory";

/// The body of `POST /api/agent/sync-directory`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", rename_all_fields = "camelCase", deny_unknown_fields)]
pub enum SyncRequest {
    /// "I am alive": every 30 seconds.
    Heartbeat {
        /// The agent's version.
        version: String,
    },
    /// Some accounts of one full sync; at most [`BATCH_ACCOUNTS`].
    Batch {
        /// Names the sync.
        sync: String,
        /// Names of the domain, which people may type before or behind their own.
        domain: Domain,
        /// The accounts.
        accounts: Vec<Account>,
    },
    /// Every batch of the sync was taken: accounts that were in none of them are in scope no more.
    Finish {
        /// Names the sync.
        sync: String,
    },
}

/// Most accounts in one batch.
pub const BATCH_ACCOUNTS: usize = 50;

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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Rules {
    /// Fewest characters.
    pub minimum_length: u32,
    /// Whether complexity is demanded.
    pub complexity: bool,
    /// How many earlier passwords are refused.
    pub history_length: u32,
}

/// The answer to every [`SyncRequest`]: what the agent must know of the administrator's policy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SyncReply {
    /// Grows by one with every applied policy; a change asks for a full sync.
    pub policy_version: u64,
    /// Groups whose members, nested ones too, may reset. Names (sAMAccountName) or distinguished names.
    pub enabled_groups: Vec<String>,
    /// Groups whose members may not, whatever else they are in.
    pub excluded_groups: Vec<String>,
    /// Groups whose members administer Readmit.
    pub administrator_groups: Vec<String>,
    /// The company's own banned words.
    pub banned_words: Vec<String>,
}
