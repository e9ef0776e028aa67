//! Opens a reset. A challenge is good for one start, so that a lost answer asks for a new one.

use api_contract::start_reset::{Gates, MethodKind, OfferedMethod, Request, Response, StartReset};

use super::{
    call::{Answer, call},
    json::{Json, Read},
};

pub(crate) fn start_reset(request: &Request) -> Answer<Response> {
    call::<StartReset>(None, request)
}

impl Read for Response {
    fn read(json: &impl Json) -> Option<Self> {
        Some(Self {
            token: json.member("token")?,
            expires_at: json.member("expiresAt")?,
            gates: json.member("gates")?,
            methods: json.member("methods")?,
        })
    }
}

impl Read for Gates {
    fn read(json: &impl Json) -> Option<Self> {
        Some(Self { required: json.member("required")?, passed: json.member("passed")? })
    }
}

impl Read for OfferedMethod {
    fn read(json: &impl Json) -> Option<Self> {
        Some(Self { id: json.member("id")?, kind: json.member("kind")?, hint: json.member("hint")? })
    }
}

impl Read for MethodKind {
    fn read(json: &impl Json) -> Option<Self> {
        Some(match json.text()?.as_str() {
            "text-message" => Self::TextMessage,
            "mail" => Self::Mail,
            _ => return None,
        })
    }
}
