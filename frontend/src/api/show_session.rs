//! Asks for the session, and for what the user may see and do in it. Each request keeps the session alive.

use api_contract::{
    session::{NextStep, Session},
    show_session::{
        Activity, ActivityKind, KnownDevice, Method, OfferedKind, OfferedMethod, RegistrationRequirement,
        SecurityInfo, ShowSession, Status,
    },
};

use wasm_bindgen::JsValue;

use super::{
    Failure,
    call::{Answer, Authorization, PAUSES, exchange, http_request, read},
    json::{Json, Read},
};
use crate::passkey::Options;

/// The session and its contents. The contract's own type would bring a reader of any JSON into the page.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct SessionDetails {
    /// The session, if there is one.
    pub(crate) session: Option<Session>,
    pub(crate) name: String,
    /// The methods that prove a factor, if that is the next step.
    pub(crate) factors: Option<Vec<OfferedMethod>>,
    /// The options of a passkey request, if one may be used.
    pub(crate) passkey: Option<Options>,
    pub(crate) security_info: Option<SecurityInfo>,
}

pub(crate) fn show_session() -> Answer<SessionDetails> {
    read(ask())
}

/// Asks for the session and returns the unread answer, because the code that reads it loads later.
pub(crate) fn ask() -> Answer<JsValue> {
    exchange(http_request::<ShowSession>(Authorization::Session, &()), &PAUSES)
}

impl SessionDetails {
    pub(crate) fn from_answer(answer: &JsValue) -> Result<Self, Failure> {
        Self::read(answer).ok_or(Failure::Unreadable)
    }
}

impl Read for SessionDetails {
    fn read(json: &impl Json) -> Option<Self> {
        // Every member may be missing, but it is an object.
        json.verbatim()?;
        let (factors, passkey) = match json.get("factors") {
            Some(factors) => (Some(factors.member("methods")?), factors.optional("passkey")?),
            None => (None, None),
        };
        Some(Self {
            session: json.optional("session")?,
            name: json.optional("name")?.unwrap_or_default(),
            factors,
            passkey,
            security_info: json.optional("securityInfo")?,
        })
    }
}

impl Read for Session {
    fn read(json: &impl Json) -> Option<Self> {
        Some(Self {
            next: json.member("next")?,
            idle_until: json.member("idleUntil")?,
            expires_at: json.member("expiresAt")?,
        })
    }
}

impl Read for NextStep {
    fn read(json: &impl Json) -> Option<Self> {
        Self::from_name(&json.text()?)
    }
}

impl Read for SecurityInfo {
    fn read(json: &impl Json) -> Option<Self> {
        Some(Self {
            methods: json.member("methods")?,
            offered: json.member("offered")?,
            required: json.member("required")?,
            // The answer of an earlier version has none.
            devices: json.optional("devices")?.unwrap_or_default(),
            status: json.optional("status")?,
            activities: json.optional("activities")?.unwrap_or_default(),
        })
    }
}

impl Read for Status {
    fn read(json: &impl Json) -> Option<Self> {
        Some(Self {
            can_reset: json.member("canReset")?,
            methods: json.member("methods")?,
            password_set_at: json.optional("passwordSetAt")?,
            password_expires_at: json.optional("passwordExpiresAt")?,
        })
    }
}

impl Read for Activity {
    fn read(json: &impl Json) -> Option<Self> {
        Some(Self {
            kind: json.member("kind")?,
            method: json.optional("method")?,
            at: json.member("at")?,
            count: json.member("count")?,
            device: json.member("device")?,
            network: json.member("network")?,
        })
    }
}

impl Read for ActivityKind {
    fn read(json: &impl Json) -> Option<Self> {
        Self::from_name(&json.text()?)
    }
}

impl Read for KnownDevice {
    fn read(json: &impl Json) -> Option<Self> {
        Some(Self {
            id: json.member("id")?,
            proved_at: json.member("provedAt")?,
            name: json.member("name")?,
            network: json.member("network")?,
            is_current: json.member("isCurrent")?,
        })
    }
}

impl Read for Method {
    fn read(json: &impl Json) -> Option<Self> {
        Some(Self {
            id: json.member("id")?,
            kind: json.member("kind")?,
            name: json.member("name")?,
            hint: json.member("hint")?,
            destination: json.optional("destination")?,
            added_at: json.optional("addedAt")?,
            last_used_at: json.optional("lastUsedAt")?,
            is_preferred: json.member("isPreferred")?,
            is_from_directory: json.member("isFromDirectory")?,
            is_to_be_confirmed: json.member("isToBeConfirmed")?,
            is_disowned: json.optional("isDisowned")?.unwrap_or_default(),
            codes_left: json.optional("codesLeft")?,
        })
    }
}

impl Read for OfferedKind {
    fn read(json: &impl Json) -> Option<Self> {
        Some(Self { kind: json.member("kind")?, maximum: json.member("most")? })
    }
}

impl Read for RegistrationRequirement {
    fn read(json: &impl Json) -> Option<Self> {
        Some(Self {
            kinds: json.member("kinds")?,
            registered: json.member("registered")?,
            skips_left: json.member("skipsLeft")?,
        })
    }
}
