//! What a reset and its parts are called, whom it is about and what for.

use serde::{Deserialize, Serialize};

use super::OrderKind;

/// Names a reset: 128 random bits.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Deserialize)]
pub struct ResetId(pub String);

/// Names an account of the directory (objectGUID, hyphenated, lower case), or a decoy (keyed hash of a name).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Deserialize)]
pub struct AccountId(pub String);

/// Names one sending of a code.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SendId(pub String);

/// Names one order to an agent.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct JobId(pub String);

/// What the person came for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// A new password.
    ResetPassword,
    /// A new password in the place of one that is known.
    ChangePassword,
    /// Unlocking only.
    UnlockAccount,
}

impl Purpose {
    /// Who came for a new password may unlock as well; nobody sets one who came for less, or who knows the current one.
    pub(crate) const fn allows(self, order: OrderKind) -> bool {
        match self {
            Self::ResetPassword => matches!(order, OrderKind::SetPassword | OrderKind::UnlockAccount),
            Self::UnlockAccount => matches!(order, OrderKind::UnlockAccount),
            Self::ChangePassword => matches!(order, OrderKind::ChangePassword),
        }
    }
}

/// Whom a reset is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// The account, or the decoy.
    pub account: AccountId,
    /// Whether nobody stands behind it.
    pub decoy: bool,
}

/// What a bearer's token says: which generation of the reset it holds. Its signature is checked before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// The generation that the token was issued for.
    pub generation: u32,
}

/// Digest of a step's name and request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestDigest(pub String);
