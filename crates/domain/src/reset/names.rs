//! The ids, the purpose and the subject of a reset.

use serde::{Deserialize, Serialize};
pub use vocabulary::Purpose;

/// The id of a reset: 128 random bits.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ResetId(pub String);

/// The id of an account of the directory (objectGUID, hyphenated, lower case) or of a decoy (keyed hash of a name).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct AccountId(pub String);

/// The id of one sending of a code.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SendId(pub String);

/// The id of one order to an agent.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct JobId(pub String);

/// The account or the decoy of a reset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// The id of the account or of the decoy.
    pub account: AccountId,
    /// Whether it is a decoy.
    pub decoy: bool,
}

/// The claims of a bearer token. The caller has checked its signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// The generation that the token was issued for.
    pub generation: u32,
}

/// The digest of a step's name and request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestDigest(pub String);
