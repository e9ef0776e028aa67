//! `POST /api/reset/start`: opens a reset for whoever a name may belong to, and answers alike for every name.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use vocabulary::strictly;

pub use crate::MethodKind;
use crate::endpoint::endpoint;

endpoint!(StartReset, "start-reset", POST "/api/reset/start", 201);

/// Who, what for, and the proof of work.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "camelCase", deny_unknown_fields)]
pub struct Request {
    /// User principal name, `DOMAIN\name`, account name or work mail.
    pub user_id: String,
    /// What the trouble is.
    pub purpose: Purpose,
    /// The solved challenge.
    pub work: ProofOfWork,
}

strictly!(Request);

/// The purpose only: a name may be a mail address.
impl std::fmt::Debug for Request {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Request").field("purpose", &self.purpose).finish_non_exhaustive()
    }
}

/// What the person came for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "kebab-case")]
pub enum Purpose {
    /// "I forgot my password."
    ResetPassword,
    /// "I know it, but I am locked out."
    UnlockAccount,
}

strictly!(Purpose);

/// A solved challenge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "camelCase", deny_unknown_fields)]
pub struct ProofOfWork {
    /// As issued.
    pub challenge: String,
    /// One nonce per index, in order.
    pub nonces: Vec<String>,
}

strictly!(ProofOfWork);

/// A reset has begun; the same for accounts that exist and for those that do not.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    /// For `Authorization: Bearer` of the next step.
    pub token: String,
    /// When the reset ends (RFC 3339, UTC).
    pub expires_at: String,
    /// How many proofs are demanded and given.
    pub gates: Gates,
    /// The ways to prove, masked.
    pub methods: Vec<OfferedMethod>,
    /// What `navigator.credentials.get` is called with (`publicKey`, in its JSON form), where passkeys are offered. Every name
    /// gets it, and no credential is named in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub passkey: Option<Value>,
}

/// Everything but the token and the methods.
impl std::fmt::Debug for Response {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Response")
            .field("expires_at", &self.expires_at)
            .field("gates", &self.gates)
            .finish_non_exhaustive()
    }
}

/// Proofs demanded and given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Gates {
    /// Demanded, each by another method.
    pub required: u8,
    /// Given so far.
    pub passed: u8,
}

/// One way to prove who one is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OfferedMethod {
    /// Names the method in later requests; opaque.
    pub id: String,
    /// What kind it is.
    pub kind: MethodKind,
    /// The destination, masked: `••• ••• 42`, `a•••@•••`.
    pub hint: String,
}
