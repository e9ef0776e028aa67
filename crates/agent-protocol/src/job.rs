//! Jobs: orders to an agent, as they travel through the `jobs` queue.

use serde::{Deserialize, Serialize};
use vocabulary::{Envelope, OrderKind};

/// An order as a message in the queue. Times are whole seconds since 1970 (UTC).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Job {
    /// The id of the job. A redelivered job has the same id.
    pub id: String,
    /// The reset that ordered it, or the sign-in for [`Order::CheckPassword`].
    pub reset: String,
    /// The account's objectGUID, hyphenated and in lower case.
    pub account: String,
    /// The time when the user placed the order. An older order never overwrites a newer one of the same account.
    pub ordered_at: i64,
    /// The time when the job expires: the agent never writes at or after this moment.
    pub expires_at: i64,
    /// The expiry that the envelopes are bound to: the end of the reset or sign-in.
    pub reset_expires_at: i64,
    /// Whether the order is deferred, so that it may have been cancelled. The agent must take it by [`crate::take_job`]
    /// first.
    #[serde(rename = "isPatient", default, skip_serializing_if = "std::ops::Not::not")]
    pub is_deferred: bool,
    /// The order to carry out.
    pub order: Order,
}

/// An order to an agent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", rename_all_fields = "camelCase", deny_unknown_fields)]
pub enum Order {
    /// Sets the sealed password and ends a lockout.
    SetPassword {
        /// One envelope for each agent that was present.
        envelopes: Vec<Envelope>,
    },
    /// Replaces the sealed current password by the sealed new one, as the user would.
    ChangePassword {
        /// One envelope for each agent that was present.
        envelopes: Vec<Envelope>,
    },
    /// Ends a lockout and leaves the password as it is.
    UnlockAccount,
    /// Tries the sealed password, at most once, since a wrong one counts towards a lockout.
    CheckPassword {
        /// One envelope for each agent that was present.
        envelopes: Vec<Envelope>,
        /// Whether it comes from a device that is not known. The commonest passwords of strangers are not tried.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        is_stranger: bool,
    },
}

impl Order {
    /// Returns the kind of the order; `None` if it writes nothing.
    pub const fn kind(&self) -> Option<OrderKind> {
        match self {
            Self::SetPassword { .. } => Some(OrderKind::SetPassword),
            Self::ChangePassword { .. } => Some(OrderKind::ChangePassword),
            Self::UnlockAccount => Some(OrderKind::UnlockAccount),
            Self::CheckPassword { .. } => None,
        }
    }
}

impl Job {
    /// Returns the additional data of this job's envelopes, rebuilt from the job's own members.
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
    /// Returns the envelopes, one for each agent; empty if the order needs no password.
    pub fn envelopes(&self) -> &[Envelope] {
        match self {
            Self::SetPassword { envelopes }
            | Self::ChangePassword { envelopes }
            | Self::CheckPassword { envelopes, .. } => envelopes,
            Self::UnlockAccount => &[],
        }
    }
}

/// Returns the additional data of an envelope, which names reset, account and expiry.
pub fn binding(reset: &str, account: &str, reset_expires_at: i64) -> String {
    format!("readmit binding v1 reset={reset} account={account} expires={reset_expires_at}")
}

/// Returns the additional data of a sign-in's envelope, which names sign-in and expiry. It names no account, because
/// the browser does not learn the account.
pub fn sign_in_binding(sign_in: &str, expires_at: i64) -> String {
    format!("readmit binding v1 sign-in={sign_in} expires={expires_at}")
}
