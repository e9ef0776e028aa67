//! One order to an agent, as it travels through the `jobs` queue.

use serde::{Deserialize, Serialize};
use vocabulary::Envelope;

/// One order. Moments are whole seconds since 1970 (UTC).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Job {
    /// Names this order; a redelivered job has the same id.
    pub id: String,
    /// The reset that ordered it; for [`Order::CheckPassword`] the sign-in.
    pub reset: String,
    /// The account's objectGUID, hyphenated and in lower case.
    pub account: String,
    /// When the person ordered it. An older order never overwrites a newer one of the same account.
    pub ordered_at: i64,
    /// The job's own end: the agent never writes at or after this moment.
    pub expires_at: i64,
    /// The expiry that the envelopes are bound to: the end of the reset or sign-in.
    pub reset_expires_at: i64,
    /// Whether the person lets it wait for an agent, so that it may have been cancelled: ask [`crate::take_job`] first.
    #[serde(rename = "isPatient", default, skip_serializing_if = "std::ops::Not::not")]
    pub is_deferred: bool,
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
    /// Replace the sealed current password by the sealed new one, as the person would.
    ChangePassword {
        /// One per agent that was alive.
        envelopes: Vec<Envelope>,
    },
    /// Clear the lockout and leave the password as it is.
    UnlockAccount,
    /// Find out whether the sealed password is right: tried once at most, since a wrong one counts towards a lockout.
    CheckPassword {
        /// One per agent that was alive.
        envelopes: Vec<Envelope>,
    },
}

impl Job {
    /// The additional data that this job's envelopes must have been sealed with, rebuilt from the job's own members.
    pub fn binding(&self) -> String {
        match self.order {
            Order::CheckPassword { .. } => sign_in_binding(&self.reset, self.reset_expires_at),
            Order::SetPassword { .. } | Order::ChangePassword { .. } | Order::UnlockAccount => {
                binding(&self.reset, &self.account, self.reset_expires_at)
            }
        }
    }
}

impl Order {
    /// What is sealed, one envelope per agent; nothing where the order needs no password.
    pub fn envelopes(&self) -> &[Envelope] {
        match self {
            Self::SetPassword { envelopes }
            | Self::ChangePassword { envelopes }
            | Self::CheckPassword { envelopes } => envelopes,
            Self::UnlockAccount => &[],
        }
    }
}

/// The additional data of an envelope: names reset, account and expiry.
pub fn binding(reset: &str, account: &str, reset_expires_at: i64) -> String {
    format!("readmit binding v1 reset={reset} account={account} expires={reset_expires_at}")
}

/// The additional data of a sign-in's envelope: names sign-in and expiry. Whose account it is nobody tells the browser.
pub fn sign_in_binding(sign_in: &str, expires_at: i64) -> String {
    format!("readmit binding v1 sign-in={sign_in} expires={expires_at}")
}
