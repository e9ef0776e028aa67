//! One order to an agent, as it travels through the `jobs` queue.

use serde::{Deserialize, Serialize};

/// One order. Moments are whole seconds since 1970 (UTC).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Job {
    /// Names this order; a redelivered job has the same id.
    pub id: String,
    /// The reset that ordered it.
    pub reset: String,
    /// The account's objectGUID, hyphenated and in lower case.
    pub account: String,
    /// When the person ordered it. An older order never overwrites a newer one of the same account.
    pub ordered_at: i64,
    /// The job's own end: the agent never writes at or after this moment.
    pub expires_at: i64,
    /// The expiry that the envelopes are bound to: the end of the reset.
    pub reset_expires_at: i64,
    /// Whether the person lets it wait for an agent, so that it may have been cancelled: ask [`crate::taking`] first.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_patient: bool,
    /// What to do.
    pub order: Order,
}

/// What an agent is told to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", rename_all_fields = "camelCase", deny_unknown_fields)]
pub enum Order {
    /// Set the sealed password and clear the lockout.
    SetPassword {
        /// One per agent that was alive.
        envelopes: Vec<Envelope>,
    },
    /// Clear the lockout and leave the password as it is.
    UnlockAccount,
}

/// A password sealed to one agent's key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Envelope {
    /// The agent's id.
    pub agent: String,
    /// The encapsulated key, unpadded base64url.
    pub enc: String,
    /// Ciphertext and tag, unpadded base64url.
    pub ciphertext: String,
}

impl Job {
    /// The additional data that this job's envelopes must have been sealed with, rebuilt from the job's own members.
    pub fn binding(&self) -> String {
        binding(&self.reset, &self.account, self.reset_expires_at)
    }
}

/// The additional data of an envelope: names reset, account and expiry.
pub fn binding(reset: &str, account: &str, reset_expires_at: i64) -> String {
    format!("readmit binding v1 reset={reset} account={account} expires={reset_expires_at}")
}
