//! Opens a reset. A challenge is good for one start, so that a lost answer asks for a new one.

use api_contract::start_reset::{Gates, MethodKind, OfferedMethod, Request, Response, StartReset};

use super::{
    call::{Answer, Who, asked, exchange, read},
    json::{Json, Read},
};
use crate::passkey::Options;

/// A reset has begun, and what a passkey is asked for, where one may be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Started {
    pub(crate) response: Response,
    pub(crate) passkey: Option<Options>,
}

pub(crate) fn start_reset(request: &Request) -> Answer<Started> {
    read(exchange(asked::<StartReset>(Who::Anyone, request), &[]))
}

impl Read for Started {
    fn read(json: &impl Json) -> Option<Self> {
        Some(Self { response: Response::read(json)?, passkey: json.optional("passkey")? })
    }
}

impl Read for Response {
    fn read(json: &impl Json) -> Option<Self> {
        Some(Self {
            token: json.member("token")?,
            expires_at: json.member("expiresAt")?,
            gates: json.member("gates")?,
            methods: json.member("methods")?,
            passkey: None,
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
            "authenticator-app" => Self::AuthenticatorApp,
            "passkey" => Self::Passkey,
            "recovery-code" => Self::RecoveryCode,
            _ => return None,
        })
    }
}
