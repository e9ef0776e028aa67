//! `POST /api/security-info/add-method`: begins the registration of a method.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use vocabulary::strictly;

use crate::{endpoint::endpoint, present::present};
pub use crate::{send_factor::Response as SentCode, start_reset::MethodKind};

endpoint!(
    /// Adds a method. It counts once it is proved; recovery codes count at once.
    AddMethod, "add-method", POST "/api/security-info/add-method", 201
);

/// The kind of method, and what that kind needs.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(!remote))]
#[serde(remote = "Self", rename_all = "camelCase", deny_unknown_fields)]
pub struct Request {
    /// The kind of method to add, one of those that `show-session` offers.
    pub kind: MethodKind,
    /// The destination of codes, for text messages and mail.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    pub destination: Option<String>,
    /// The user's name for the method, at most 40 characters.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

strictly!(Request);

/// Prints the kind only.
impl std::fmt::Debug for Request {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Request").field("kind", &self.kind).finish_non_exhaustive()
    }
}

/// The data that the user needs to prove the method. Exactly one of `sent`, `app`, `passkey` and
/// `recoveryCodes` is present.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Response {
    /// The id of the method in later requests.
    pub method: String,
    /// The length and the times of the code that was sent, for text messages and mail.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent: Option<SentCode>,
    /// The secret to give to the app, for an authenticator app.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub app: Option<App>,
    /// The argument `publicKey` of `navigator.credentials.create`, in its JSON form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub passkey: Option<Value>,
    /// The recovery codes, shown only this once. Earlier ones are no longer valid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recovery_codes: Option<Vec<String>>,
}

/// Prints no secret.
impl std::fmt::Debug for Response {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Response").field("method", &self.method).finish_non_exhaustive()
    }
}

/// The secret of an authenticator app.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct App {
    /// The key in base 32, for users who cannot scan.
    pub key: String,
    /// The content of the QR code (`otpauth:`).
    pub uri: String,
}

/// Prints no secret.
impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("App").finish_non_exhaustive()
    }
}
