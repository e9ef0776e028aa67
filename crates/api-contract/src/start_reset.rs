//! `POST /api/reset/start`: starts a reset for a name. The answer is alike for every name.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use vocabulary::strictly;

use crate::endpoint::endpoint;
pub use crate::{AnonymousPurpose, MethodKind};

endpoint!(StartReset, "start-reset", POST "/api/reset/start", 201);

/// The name, the purpose and the proof of work.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(!remote))]
#[serde(remote = "Self", rename_all = "camelCase", deny_unknown_fields)]
pub struct Request {
    /// The user principal name, `DOMAIN\name`, account name or work mail.
    pub user_id: String,
    /// The purpose of a reset.
    pub purpose: AnonymousPurpose,
    /// The solved challenge. It is valid for one start.
    pub work: ProofOfWork,
}

strictly!(Request);

/// Prints the purpose only, because a name may be a mail address.
impl std::fmt::Debug for Request {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Request").field("purpose", &self.purpose).finish_non_exhaustive()
    }
}

/// A challenge and the nonces that solve it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(!remote))]
#[serde(remote = "Self", rename_all = "camelCase", deny_unknown_fields)]
pub struct ProofOfWork {
    /// The challenge, unchanged from the response of `issue-challenge`.
    pub challenge: String,
    /// One nonce for each index, in order.
    pub nonces: Vec<String>,
}

strictly!(ProofOfWork);

/// A reset has begun. The response is alike for accounts and unknown names.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Response {
    /// The token for `Authorization: Bearer` of the next step.
    pub token: String,
    /// The time when the reset ends (RFC 3339, UTC).
    pub expires_at: String,
    /// The number of gates that the reset requires, and of those that are proved.
    pub gates: Gates,
    /// The methods that the reset offers, with masked destinations.
    pub methods: Vec<OfferedMethod>,
    /// The argument `publicKey` of `navigator.credentials.get` in its JSON form, if passkeys are offered. Every name
    /// gets it, and it names no credential.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub passkey: Option<Value>,
}

/// Prints everything except the token and the methods.
impl std::fmt::Debug for Response {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Response")
            .field("expires_at", &self.expires_at)
            .field("gates", &self.gates)
            .finish_non_exhaustive()
    }
}

/// The gates of a reset.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Gates {
    /// The number of gates required, each proved by another method.
    pub required: u8,
    /// The number of gates proved so far.
    pub passed: u8,
}

/// A method that a reset offers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct OfferedMethod {
    /// The id of the method in later requests, opaque.
    pub id: String,
    /// The kind of method.
    pub kind: MethodKind,
    /// The masked destination: `••• ••• 42`, `a•••@•••`. It is empty until a gate is proved, and if there is none.
    pub hint: String,
}
