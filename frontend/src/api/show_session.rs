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
    json::{Json, Read, read_members, read_name},
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
            Some(factors) => (Some(factors.required("methods")?), factors.optional("passkey")?),
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

read_members!(Session {
    next: required,
    idle_until: required "idleUntil",
    expires_at: required "expiresAt",
});

read_name!(NextStep);

read_members!(SecurityInfo {
    methods: required,
    offered: required,
    required: required,
    // The answer of an earlier version has none.
    devices: or_default,
    status: optional,
    activities: or_default,
});

read_members!(Status {
    can_reset: required "canReset",
    methods: required,
    password_set_at: optional "passwordSetAt",
    password_expires_at: optional "passwordExpiresAt",
});

read_members!(Activity {
    kind: required,
    method: optional,
    at: required,
    count: required,
    device: required,
    network: required,
});

read_name!(ActivityKind);

read_members!(KnownDevice {
    id: required,
    proved_at: required "provedAt",
    name: required,
    network: required,
    is_current: required "isCurrent",
});

read_members!(Method {
    id: required,
    kind: required,
    name: required,
    hint: required,
    destination: optional,
    added_at: optional "addedAt",
    last_used_at: optional "lastUsedAt",
    is_preferred: required "isPreferred",
    is_from_directory: required "isFromDirectory",
    is_to_be_confirmed: required "isToBeConfirmed",
    is_disowned: or_default "isDisowned",
    codes_left: optional "codesLeft",
});

read_members!(OfferedKind {
    kind: required,
    maximum: required "most",
});

read_members!(RegistrationRequirement {
    kinds: required,
    registered: required,
    skips_left: required "skipsLeft",
});
