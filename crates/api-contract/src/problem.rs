//! Errors as RFC 9457 problem details. The server sends kinds; the page owns the sentences.

use serde::{Deserialize, Serialize};

/// The media type of every error.
pub const MEDIA_TYPE: &str = "application/problem+json";

/// Declares the kinds of problem: name on the wire, HTTP status and title of each.
macro_rules! problems {
    ($($(#[$doc:meta])* $kind:ident = $name:literal, $status:literal, $title:literal;)+) => {
        /// A kind of problem.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub enum ProblemKind {
            $($(#[$doc])* #[serde(rename = $name)] $kind,)+
        }

        impl ProblemKind {
            /// Every kind.
            pub const ALL: [Self; [$($name),+].len()] = [$(Self::$kind),+];

            /// Returns the name on the wire, such as `code-wrong`.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$kind => $name,)+
                }
            }

            /// Returns the HTTP status.
            pub const fn status(self) -> u16 {
                match self {
                    $(Self::$kind => $status,)+
                }
            }

            /// Returns a short fixed text for people who read raw answers. The page shows its own sentences.
            pub const fn title(self) -> &'static str {
                match self {
                    $(Self::$kind => $title,)+
                }
            }
        }
    };
}

problems! {
    /// The body is not the JSON that the step takes.
    MalformedRequest = "malformed-request", 400, "The request is not well-formed";
    /// The token is missing, forged or of an older generation.
    TokenInvalid = "token-invalid", 401, "The token is not valid";
    /// The reset is over.
    ResetExpired = "reset-expired", 410, "The reset has expired";
    /// The proof of work is missing, wrong, too old or used.
    WorkRequired = "work-required", 428, "A fresh proof of work is required";
    /// Much was guessed under this name lately, so that it needs a harder proof of work. Carries `difficulty`.
    MoreWorkRequired = "more-work-required", 428, "A harder proof of work is required";
    /// The id is not in this reset's list of methods.
    MethodUnknown = "method-unknown", 422, "The method is not one of this reset";
    /// The policy demands that the full destination is typed, and none was.
    DestinationWrong = "destination-wrong", 422, "The full destination is missing";
    /// The code is wrong. Carries `guessesLeft`.
    CodeWrong = "code-wrong", 422, "The code is wrong";
    /// No code is valid: none was sent, it is too old, or its guesses are used up.
    CodeExpired = "code-expired", 422, "There is no live code";
    /// Another code was sent a moment ago. Carries `retryAfterSeconds`.
    SendTooSoon = "send-too-soon", 429, "Another code was sent a moment ago";
    /// A limit is reached. Carries `retryAfterSeconds`.
    LimitReached = "limit-reached", 429, "A limit is reached";
    /// No provider accepts messages of this kind now. Carries `retryAfterSeconds`.
    CodeNotSent = "code-not-sent", 503, "No code can be sent this way now";
    /// The step needs a proof that is missing.
    GateMissing = "gate-missing", 409, "A proof is missing";
    /// The reset does not allow the step now: an order is under way, or it is done.
    StepNotAllowed = "step-not-allowed", 409, "The step is not allowed now";
    /// There is no session, or it has ended.
    SessionRequired = "session-required", 401, "A sign-in is required";
    /// Another site may have made this request of a session.
    CrossSite = "cross-site", 403, "The request does not come from this site";
    /// A registered method must be proved first.
    FactorMissing = "factor-missing", 403, "A second factor is missing";
    /// The account is frozen. A passkey or an administrator lifts that.
    AccountFrozen = "account-frozen", 403, "The account is frozen";
    /// The account has the maximum number of methods of this kind.
    MethodLimit = "method-limit", 409, "There are as many of this kind as there may be";
    /// More methods must be registered before anything else.
    RegistrationRequired = "registration-required", 409, "Methods are to be registered first";
    /// Messages cannot go to this number or address.
    DestinationInvalid = "destination-invalid", 422, "Nothing can be sent to this destination";
    /// The authenticator's answer to this challenge is not valid.
    CredentialInvalid = "credential-invalid", 422, "The authenticator's answer is not valid";
    /// There is no such path, or it does not take this method.
    NotFound = "not-found", 404, "There is nothing here";
    /// No agent is present that could open an envelope.
    AgentsOffline = "agents-offline", 503, "The directory cannot be reached";
    /// A service that is needed does not answer. The caller may try again.
    Unavailable = "unavailable", 503, "The service is not available";
    /// An error of the server. Its log has the cause under the `instance`.
    Internal = "internal", 500, "Something went wrong on our side";
}

/// The body of an error (RFC 9457).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Problem {
    /// The kind, written as `/problems/<kind>`.
    #[serde(rename = "type")]
    pub kind: ProblemType,
    /// The title of the kind, in English and for developers. Pages have their own texts.
    pub title: String,
    /// The HTTP status, as in the status line.
    pub status: u16,
    /// The id of the request, by which the log is searched.
    pub instance: String,
    /// The number of guesses that the code still allows, with `code-wrong`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guesses_left: Option<u32>,
    /// The seconds to wait, with `send-too-soon`, `limit-reached` and `code-not-sent`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after_seconds: Option<u32>,
    /// The leading zero bits that each digest needs, with `more-work-required`. The challenge is used up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub difficulty: Option<u32>,
}

impl Problem {
    /// Returns a problem without the members that only some kinds have.
    pub fn new(kind: ProblemKind, instance: impl Into<String>) -> Self {
        Self {
            kind: ProblemType(kind),
            title: kind.title().to_owned(),
            status: kind.status(),
            instance: instance.into(),
            guesses_left: None,
            retry_after_seconds: None,
            difficulty: None,
        }
    }
}

/// A kind, written as `/problems/<kind>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProblemType(pub ProblemKind);

const PREFIX: &str = "/problems/";

#[cfg(feature = "schema")]
impl schemars::JsonSchema for ProblemType {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "ProblemType".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let types = ProblemKind::ALL.map(|kind| format!("{PREFIX}{}", kind.name()));
        schemars::json_schema!({ "type": "string", "enum": types.as_slice() })
    }
}

impl Serialize for ProblemType {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&format!("{PREFIX}{}", self.0.name()))
    }
}

impl<'de> Deserialize<'de> for ProblemType {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use serde::de::{Error, IntoDeserializer};
        let text = String::deserialize(deserializer)?;
        let kind = text.strip_prefix(PREFIX).ok_or_else(|| D::Error::custom("not a problem type"))?;
        ProblemKind::deserialize(kind.into_deserializer()).map(Self)
    }
}
