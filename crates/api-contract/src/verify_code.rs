//! `POST /api/reset/verify-code`: verifies a guess at the newest code.

use serde::{Deserialize, Serialize};
pub use vocabulary::Strength;
use vocabulary::strictly;

pub use crate::start_reset::{Gates, OfferedMethod};
use crate::{endpoint::endpoint, present::present};

endpoint!(VerifyCode, "verify-code", POST "/api/reset/verify-code", 200);

/// A guess at a code.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(!remote))]
#[serde(remote = "Self", rename_all = "camelCase", deny_unknown_fields)]
pub struct Request {
    /// The id of a method from the list.
    pub method: String,
    /// The code with its leading zeros.
    pub code: String,
}

strictly!(Request);

/// Prints the method only, never a code.
impl std::fmt::Debug for Request {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Request").field("method", &self.method).finish_non_exhaustive()
    }
}

/// The gate is proved. The response says something about the account from now on.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Response {
    /// The token of the next step.
    pub token: String,
    /// The gates. More may be required than were shown at the start.
    pub gates: Gates,
    /// The next step of the page.
    pub next: NextStep,
    /// The methods that the account has for the gates that are missing, with masked destinations. They replace the list
    /// of the start, which was alike for every name. Absent after the last gate.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub methods: Vec<OfferedMethod>,
    /// The account and its password rules, after the last gate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<Account>,
    /// The keys to seal a password to, after the last gate; absent if there is no agent at all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seal: Option<Seal>,
}

/// Prints neither the token nor anything about the account.
impl std::fmt::Debug for Response {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Response")
            .field("gates", &self.gates)
            .field("next", &self.next)
            .finish_non_exhaustive()
    }
}

/// The next step after a proved gate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum NextStep {
    /// The user proves another gate by another method.
    Prove,
    /// The user chooses a new password, or only ends the lockout.
    ChoosePassword,
    /// The user ends the lockout. No password is asked for.
    Unlock,
}

/// The part of the account that a user who proved every gate may know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Account {
    /// The directory's rules for the new password.
    pub rules: NewPasswordRules,
    /// The time when the minimum password age allows a change; absent if it already does (RFC 3339, UTC).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub can_change_from: Option<String>,
}

/// The rules for the new password: those of the directory, and the company's banned words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct NewPasswordRules {
    /// The minimum number of characters.
    pub minimum_length: u32,
    /// Whether the password needs three of the five kinds of characters.
    pub complexity: bool,
    /// The number of earlier passwords that are refused; 0 for none.
    pub history_length: u32,
    /// The seconds after which a new password expires; absent if it never does.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    pub maximum_age_seconds: Option<u32>,
    /// The account name, which the password may not contain if `complexity` is set.
    pub account_name: String,
    /// The display name, no part of which the password may contain if `complexity` is set.
    pub display_name: String,
    /// The company's own banned words, in addition to those that the page knows.
    #[serde(default)]
    pub banned_words: Vec<String>,
    /// The weakest password that is accepted.
    #[serde(default)]
    pub minimum_strength: Strength,
}

/// The binding and the keys to seal a password to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Seal {
    /// The additional data of every envelope, which names reset, account and expiry.
    pub binding: String,
    /// The agents to seal one envelope each to: those that are present or, if all are offline, all that are enrolled.
    pub agents: Vec<AgentKey>,
    /// Whether all agents are offline, so that an order can only be deferred.
    #[serde(rename = "waits", default, skip_serializing_if = "std::ops::Not::not")]
    pub all_offline: bool,
}

/// The public key of one agent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct AgentKey {
    /// The agent's id, a part of the HPKE `info`.
    pub id: String,
    /// The X25519 key: 32 bytes, unpadded base64url.
    pub public_key: String,
}
