//! `POST /api/reset/verify-code`: one guess at the newest code.

use serde::{Deserialize, Serialize};
use vocabulary::strictly;

pub use crate::start_reset::Gates;
use crate::{endpoint::endpoint, present::present};

endpoint!(VerifyCode, "verify-code", POST "/api/reset/verify-code", 200);

/// One guess.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "camelCase", deny_unknown_fields)]
pub struct Request {
    /// An id from the list of methods.
    pub method: String,
    /// The code as received; leading zeros count.
    pub code: String,
}

strictly!(Request);

/// The method only: a code is never printed.
impl std::fmt::Debug for Request {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Request").field("method", &self.method).finish_non_exhaustive()
    }
}

/// The gate is proved. Only once the last one is proved does the answer say anything about the account.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    /// For the next step.
    pub token: String,
    /// Proofs demanded and given; more may be demanded than was shown at the start.
    pub gates: Gates,
    /// What comes now.
    pub next: Next,
    /// The account's rules, after the last gate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<Account>,
    /// What to seal a password with, after the last gate; absent where there is no agent at all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seal: Option<Seal>,
}

/// Neither the token nor anything about the account.
impl std::fmt::Debug for Response {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Response")
            .field("gates", &self.gates)
            .field("next", &self.next)
            .finish_non_exhaustive()
    }
}

/// What comes after a proved gate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Next {
    /// Another gate, by another method.
    Prove,
    /// A new password (or unlocking only).
    ChoosePassword,
    /// Unlocking.
    Unlock,
}

/// What a proved person may know about the account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Account {
    /// What the directory will demand of a new password.
    pub rules: Rules,
    /// When the minimum password age allows a change; absent when it allows one already (RFC 3339, UTC).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub can_change_from: Option<String>,
}

/// The password rules of one account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Rules {
    /// Fewest characters.
    pub minimum_length: u32,
    /// Whether three of the five kinds of characters are demanded.
    pub complexity: bool,
    /// How many earlier passwords are refused; 0 for none.
    pub history_length: u32,
    /// How old a new password may become; absent where it never expires.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    pub maximum_age_seconds: Option<u32>,
    /// The account name, which the password may not contain where `complexity` holds.
    pub account_name: String,
    /// The display name, no part of which the password may contain where `complexity` holds.
    pub display_name: String,
    /// The company's own banned words, beside those that the page knows.
    #[serde(default)]
    pub banned_words: Vec<String>,
}

/// What to seal a password with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Seal {
    /// The additional data of every envelope: names reset, account and expiry.
    pub binding: String,
    /// The agents that are alive, or, where all are away, those that are enrolled; seal one envelope to each.
    pub agents: Vec<AgentKey>,
    /// Whether all are away, so that an order can only be let wait for them.
    #[serde(rename = "waits", default, skip_serializing_if = "std::ops::Not::not")]
    pub all_offline: bool,
}

/// The public key of one agent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AgentKey {
    /// The agent's id, part of the HPKE `info`.
    pub id: String,
    /// X25519, 32 bytes, unpadded base64url.
    pub public_key: String,
}
