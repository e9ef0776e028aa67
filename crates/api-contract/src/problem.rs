//! Errors as RFC 9457 problem details. The server sends kinds; the page owns the sentences.

use serde::{Deserialize, Serialize};

/// The media type of every error.
pub const MEDIA_TYPE: &str = "application/problem+json";

/// Every kind of problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProblemKind {
    /// Not the JSON that the step wants.
    MalformedRequest,
    /// No token, a forged one, or one of an older generation.
    TokenInvalid,
    /// The reset is over.
    ResetExpired,
    /// The proof of work is missing, wrong, too old or used.
    WorkRequired,
    /// Not an id from this reset's list of methods.
    MethodUnknown,
    /// Not the destination behind the mask.
    DestinationWrong,
    /// Not the code; carries `guessesLeft`.
    CodeWrong,
    /// No code is alive: none was asked for, it is too old, or its guesses are used up.
    CodeExpired,
    /// Carries `retryAfterSeconds`.
    SendTooSoon,
    /// Carries `retryAfterSeconds`.
    LimitReached,
    /// A proof is missing for what was asked.
    GateMissing,
    /// Not what this reset may do now: an order is under way, or it is done.
    StepNotAllowed,
    /// Nobody is signed in: no session, or one that has ended.
    SessionRequired,
    /// A request of a session that another site may have made.
    CrossSite,
    /// A registered method is to be proved first.
    FactorMissing,
    /// Somebody said "this was not me": a passkey lifts that, or an administrator.
    AccountFrozen,
    /// As many of this kind are registered as there may be.
    MethodLimit,
    /// More methods are to be registered before anything else.
    RegistrationRequired,
    /// No number or address that messages may go to.
    DestinationInvalid,
    /// Not a valid answer of an authenticator to this challenge.
    CredentialInvalid,
    /// No such path, or not by this method.
    NotFound,
    /// No agent is alive that could open an envelope.
    AgentsOffline,
    /// Something needed does not answer; try again.
    Unavailable,
    /// A fault of ours; the instance names it in our log.
    Internal,
}

impl ProblemKind {
    /// The HTTP status that goes with the kind.
    pub const fn status(self) -> u16 {
        match self {
            Self::MalformedRequest => 400,
            Self::TokenInvalid | Self::SessionRequired => 401,
            Self::CrossSite | Self::FactorMissing | Self::AccountFrozen => 403,
            Self::NotFound => 404,
            Self::GateMissing | Self::StepNotAllowed | Self::MethodLimit | Self::RegistrationRequired => 409,
            Self::ResetExpired => 410,
            Self::MethodUnknown
            | Self::DestinationWrong
            | Self::CodeWrong
            | Self::CodeExpired
            | Self::DestinationInvalid
            | Self::CredentialInvalid => 422,
            Self::WorkRequired => 428,
            Self::SendTooSoon | Self::LimitReached => 429,
            Self::Internal => 500,
            Self::AgentsOffline | Self::Unavailable => 503,
        }
    }

    /// A short fixed text for people who read raw answers; the page shows sentences of its own.
    pub const fn title(self) -> &'static str {
        match self {
            Self::MalformedRequest => "The request is not well-formed",
            Self::TokenInvalid => "The token is not valid",
            Self::ResetExpired => "The reset has expired",
            Self::WorkRequired => "A fresh proof of work is required",
            Self::MethodUnknown => "The method is not one of this reset",
            Self::DestinationWrong => "The destination is not the one on record",
            Self::CodeWrong => "The code is wrong",
            Self::CodeExpired => "There is no live code",
            Self::SendTooSoon => "Another code was sent a moment ago",
            Self::LimitReached => "A limit is reached",
            Self::GateMissing => "A proof is missing",
            Self::StepNotAllowed => "The step is not allowed now",
            Self::SessionRequired => "A sign-in is required",
            Self::CrossSite => "The request does not come from this site",
            Self::FactorMissing => "A second factor is missing",
            Self::AccountFrozen => "The account is frozen",
            Self::MethodLimit => "There are as many of this kind as there may be",
            Self::RegistrationRequired => "Methods are to be registered first",
            Self::DestinationInvalid => "Nothing can be sent to this destination",
            Self::CredentialInvalid => "The authenticator's answer is not valid",
            Self::NotFound => "There is nothing here",
            Self::AgentsOffline => "The directory cannot be reached",
            Self::Unavailable => "The service is not available",
            Self::Internal => "Something went wrong on our side",
        }
    }
}

/// The body of an error.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Problem {
    /// `/problems/<kind>`.
    #[serde(rename = "type")]
    pub kind: ProblemType,
    /// A short fixed text.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// The request id, under which our log tells more.
    pub instance: String,
    /// With `code-wrong`: guesses that this code still allows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guesses_left: Option<u32>,
    /// With `send-too-soon` and `limit-reached`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after_seconds: Option<u32>,
}

impl Problem {
    /// A problem without members of its own.
    pub fn new(kind: ProblemKind, instance: impl Into<String>) -> Self {
        Self {
            kind: ProblemType(kind),
            title: kind.title().to_owned(),
            status: kind.status(),
            instance: instance.into(),
            guesses_left: None,
            retry_after_seconds: None,
        }
    }
}

/// A kind, written as `/problems/<kind>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProblemType(pub ProblemKind);

const PREFIX: &str = "/problems/";

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

impl ProblemKind {
    /// Every kind, in the order of the enum.
    pub const ALL: [Self; 24] = [
        Self::MalformedRequest,
        Self::TokenInvalid,
        Self::ResetExpired,
        Self::WorkRequired,
        Self::MethodUnknown,
        Self::DestinationWrong,
        Self::CodeWrong,
        Self::CodeExpired,
        Self::SendTooSoon,
        Self::LimitReached,
        Self::GateMissing,
        Self::StepNotAllowed,
        Self::SessionRequired,
        Self::CrossSite,
        Self::FactorMissing,
        Self::AccountFrozen,
        Self::MethodLimit,
        Self::RegistrationRequired,
        Self::DestinationInvalid,
        Self::CredentialInvalid,
        Self::NotFound,
        Self::AgentsOffline,
        Self::Unavailable,
        Self::Internal,
    ];

    /// The kind's name on the wire: `code-wrong`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::MalformedRequest => "malformed-request",
            Self::TokenInvalid => "token-invalid",
            Self::ResetExpired => "reset-expired",
            Self::WorkRequired => "work-required",
            Self::MethodUnknown => "method-unknown",
            Self::DestinationWrong => "destination-wrong",
            Self::CodeWrong => "code-wrong",
            Self::CodeExpired => "code-expired",
            Self::SendTooSoon => "send-too-soon",
            Self::LimitReached => "limit-reached",
            Self::GateMissing => "gate-missing",
            Self::StepNotAllowed => "step-not-allowed",
            Self::SessionRequired => "session-required",
            Self::CrossSite => "cross-site",
            Self::FactorMissing => "factor-missing",
            Self::AccountFrozen => "account-frozen",
            Self::MethodLimit => "method-limit",
            Self::RegistrationRequired => "registration-required",
            Self::DestinationInvalid => "destination-invalid",
            Self::CredentialInvalid => "credential-invalid",
            Self::NotFound => "not-found",
            Self::AgentsOffline => "agents-offline",
            Self::Unavailable => "unavailable",
            Self::Internal => "internal",
        }
    }
}
