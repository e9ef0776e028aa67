//! `GET /api/session`: the session, and what the person may know and do in it.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::endpoint::endpoint;
pub use crate::{
    session::Session,
    start_reset::{MethodKind, OfferedMethod},
};

endpoint!(ShowSession, "show-session", GET "/api/session", 200);

/// Whose session, and what it may.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    /// The session.
    pub session: Session,
    /// Who is signed in: the display name, or the account name where there is none.
    pub name: String,
    /// What can be proved, where that comes next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub factors: Option<Factors>,
    /// What is registered, once everything demanded is proved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub security_info: Option<SecurityInfo>,
}

/// The session only.
impl std::fmt::Debug for Response {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Response").field("session", &self.session).finish_non_exhaustive()
    }
}

/// What a person can prove as a second factor.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Factors {
    /// The methods, masked, the preferred one first.
    pub methods: Vec<OfferedMethod>,
    /// What `navigator.credentials.get` is called with (`publicKey`, in its JSON form), where there is a passkey.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub passkey: Option<Value>,
}

/// What is registered, and what may be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SecurityInfo {
    /// What is registered, and what the directory holds.
    pub methods: Vec<Method>,
    /// Which kinds may be added, and how many of each there may be.
    pub offered: Vec<OfferedKind>,
    /// How many kinds a reset demands, and how many of those that are registered count.
    pub required: RegistrationRequirement,
}

/// One registered method.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Method {
    /// Names it in later requests.
    pub id: String,
    /// What kind it is.
    pub kind: MethodKind,
    /// What the person calls it; empty where it has no name.
    pub name: String,
    /// The destination, masked; empty where it has none.
    pub hint: String,
    /// When it was added; absent where the directory holds it (RFC 3339, UTC).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub added_at: Option<String>,
    /// When it last proved anything (RFC 3339, UTC).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_used_at: Option<String>,
    /// Whether it is offered first.
    pub is_preferred: bool,
    /// Whether the directory holds it, so that it cannot be changed here.
    pub is_from_directory: bool,
    /// Whether "is this still you?" is to be answered.
    pub is_to_be_confirmed: bool,
    /// Recovery codes: how many are left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub codes_left: Option<u32>,
}

/// A kind that may be added.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OfferedKind {
    /// The kind.
    pub kind: MethodKind,
    /// How many there may be.
    #[serde(rename = "most")]
    pub maximum: u32,
}

/// What a reset demands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RegistrationRequirement {
    /// Kinds demanded.
    pub kinds: u8,
    /// Kinds that the person has.
    pub registered: u8,
    /// How often registering may still be put off.
    pub skips_left: u32,
}
