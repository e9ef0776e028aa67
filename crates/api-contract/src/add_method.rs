//! `POST /api/security-info/add-method`: begins to register a method.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use vocabulary::strictly;

use crate::{endpoint::endpoint, present::present};
pub use crate::{send_factor::Response as SentCode, start_reset::MethodKind};

endpoint!(
    /// Adds a method. It counts once it is proved; recovery codes count at once.
    AddMethod, "add-method", POST "/api/security-info/add-method", 201
);

/// What is to be added.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "camelCase", deny_unknown_fields)]
pub struct Request {
    /// The kind.
    pub kind: MethodKind,
    /// Where codes go, for text messages and mail.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    pub destination: Option<String>,
    /// What the person calls it, at most 40 characters.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

strictly!(Request);

/// The kind only.
impl std::fmt::Debug for Request {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Request").field("kind", &self.kind).finish_non_exhaustive()
    }
}

/// What the person needs to prove it. Exactly one of the last four is there.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    /// Names the method in later requests.
    pub method: String,
    /// A code is on its way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent: Option<SentCode>,
    /// What an authenticator app is set up with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub app: Option<App>,
    /// What `navigator.credentials.create` is called with (`publicKey`, in its JSON form).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub passkey: Option<Value>,
    /// The recovery codes, shown this once. Earlier ones are worth nothing any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recovery_codes: Option<Vec<String>>,
}

/// No secret is ever printed.
impl std::fmt::Debug for Response {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Response").field("method", &self.method).finish_non_exhaustive()
    }
}

/// What an authenticator app is set up with.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct App {
    /// The key, in base 32, for who cannot scan.
    pub key: String,
    /// What the QR code says (`otpauth:`).
    pub uri: String,
}

/// No secret is ever printed.
impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("App").finish_non_exhaustive()
    }
}
