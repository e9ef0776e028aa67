//! Lifts the freeze of an account.

use serde::{Deserialize, Serialize};

use super::AdminStep;

#[derive(Debug)]
pub struct UnfreezeAccount;

impl AdminStep for UnfreezeAccount {
    const STEP: &'static str = "unfreeze-account";
    type Request = Request;
    type Response = Response;
}

#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Request {
    /// A name of the account: user principal name, `DOMAIN\name`, account name or work mail.
    pub user: String,
}

/// Leaves the name out.
impl std::fmt::Debug for Request {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Request").finish_non_exhaustive()
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Response {
    /// The account may be used again.
    Unfrozen {
        /// The objectGUID of the account whose freeze was lifted.
        account: String,
        /// Whether the account was frozen.
        was_frozen: bool,
    },
    /// No freeze was lifted.
    Refused { refused: Refusal },
}

/// The reason why no freeze was lifted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Refusal {
    /// No account has the name.
    AccountUnknown,
}
