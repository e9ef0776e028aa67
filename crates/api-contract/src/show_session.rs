//! `GET /api/session`: returns the session and what the user may see and do in it.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::endpoint::endpoint;
pub use crate::{
    ActivityKind,
    session::Session,
    start_reset::{MethodKind, OfferedMethod},
};

endpoint!(ShowSession, "show-session", GET "/api/session", 200);

/// The session and its contents; nothing if the browser sent no session.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Response {
    /// The session and its next step.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session: Option<Session>,
    /// The display name of the signed-in user, or the account name if there is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// The factors to prove, if that is the next step.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub factors: Option<Factors>,
    /// The security information, once every required factor is proved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub security_info: Option<SecurityInfo>,
}

/// Prints the session only.
impl std::fmt::Debug for Response {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Response").field("session", &self.session).finish_non_exhaustive()
    }
}

/// The second factors that a user can prove.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Factors {
    /// The methods, masked, the preferred one first.
    pub methods: Vec<OfferedMethod>,
    /// The argument `publicKey` of `navigator.credentials.get` in its JSON form, if there is a passkey.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub passkey: Option<Value>,
}

/// The registered methods, and those that may be added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct SecurityInfo {
    /// The methods that are registered or come from the directory.
    pub methods: Vec<Method>,
    /// The kinds that may be added.
    pub offered: Vec<OfferedKind>,
    /// The number of kinds that a reset requires, and the number that the user has.
    pub required: RegistrationRequirement,
    /// The known devices of the account, the newest first. The answer of an earlier version has none.
    #[serde(default)]
    pub devices: Vec<KnownDevice>,
    /// Whether the user can reset the password alone, and the age of the password. The answer of an earlier version has
    /// none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// The last activities of the account, the newest first, at most ten. They are shown when no other step comes
    /// first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub activities: Vec<Activity>,
}

/// The state of an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Status {
    /// Whether the user can reset the password without help: the methods are of enough kinds, and one of them counts
    /// alone.
    pub can_reset: bool,
    /// The number of methods that can be used.
    pub methods: u32,
    /// The time when the password was set (RFC 3339, UTC); absent if it is not known, or if the password must be
    /// changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub password_set_at: Option<String>,
    /// The time when the password expires (RFC 3339, UTC); absent if it never does, or if that is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub password_expires_at: Option<String>,
}

/// Something that happened to the account, once or several times in a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Activity {
    /// The kind of activity.
    pub kind: ActivityKind,
    /// The kind of method that it was about; absent if it was about none, or about several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<MethodKind>,
    /// The time when it happened last (RFC 3339, UTC).
    pub at: String,
    /// The number of times.
    pub count: u32,
    /// The browser and system of the last time, such as `Firefox, Windows`; empty if both are unknown.
    pub device: String,
    /// The block of network addresses of the last time, in CIDR notation; empty if it is unknown.
    pub network: String,
}

/// A browser in which the user proved the account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct KnownDevice {
    /// The id of the device in later requests.
    pub id: String,
    /// The time when the account was last proved there (RFC 3339, UTC).
    pub proved_at: String,
    /// The browser and system, such as `Firefox, Windows`; empty if both are unknown.
    pub name: String,
    /// The block of network addresses at that moment, in CIDR notation; empty if it is unknown.
    pub network: String,
    /// Whether the request comes from this device.
    pub is_current: bool,
}

/// A method of the user: registered, or from the directory.
#[expect(clippy::struct_excessive_bools, reason = "each is a property of its own, whatever the others are")]
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Method {
    /// The id of the method in later requests.
    pub id: String,
    /// The kind of method.
    pub kind: MethodKind,
    /// The user's name for the method; empty if it has none.
    pub name: String,
    /// The masked destination; empty if it has none.
    pub hint: String,
    /// The whole destination, if the method can be used and the session has two proved factors.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub destination: Option<String>,
    /// The time when the method was added; absent if it comes from the directory (RFC 3339, UTC).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub added_at: Option<String>,
    /// The time when the method last proved something (RFC 3339, UTC).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_used_at: Option<String>,
    /// Whether it is offered first.
    pub is_preferred: bool,
    /// Whether it comes from the directory, so that it cannot be changed here.
    pub is_from_directory: bool,
    /// Whether the user must confirm it ("Is this still you?").
    pub is_to_be_confirmed: bool,
    /// Whether the user said that it is not theirs any more, so that it is not used.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_disowned: bool,
    /// The number of recovery codes that are left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub codes_left: Option<u32>,
}

/// Prints no destination, because none belongs in a log.
impl std::fmt::Debug for Method {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Method").field("id", &self.id).field("kind", &self.kind).finish_non_exhaustive()
    }
}

/// A kind that may be added.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct OfferedKind {
    /// The kind of method.
    pub kind: MethodKind,
    /// The maximum number of methods of this kind that a user may register.
    #[serde(rename = "most")]
    pub maximum: u32,
}

/// The methods that a reset requires.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct RegistrationRequirement {
    /// The number of kinds that a reset requires.
    pub kinds: u8,
    /// The number of kinds that the user has.
    pub registered: u8,
    /// The number of times that the user may still postpone the registration.
    pub skips_left: u32,
}
