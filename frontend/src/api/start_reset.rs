//! Opens a reset. A challenge is valid for one start: after a lost answer, another one is needed.

use api_contract::start_reset::{Gates, MethodKind, OfferedMethod, Request, StartReset};

use super::{
    call::{Answer, Authorization, exchange, http_request, read},
    json::{Json, Read},
};
use crate::passkey::Options;

/// A reset that has begun. Unlike the contract's type, it has the options of a passkey request as text for the
/// browser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StartedReset {
    pub(crate) token: String,
    pub(crate) expires_at: String,
    pub(crate) gates: Gates,
    pub(crate) methods: Vec<OfferedMethod>,
    pub(crate) passkey: Option<Options>,
}

pub(crate) fn start_reset(request: &Request) -> Answer<StartedReset> {
    read(exchange(http_request::<StartReset>(Authorization::Anonymous, request), &[]))
}

impl Read for StartedReset {
    fn read(json: &impl Json) -> Option<Self> {
        Some(Self {
            token: json.member("token")?,
            expires_at: json.member("expiresAt")?,
            gates: json.member("gates")?,
            methods: json.member("methods")?,
            passkey: json.optional("passkey")?,
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
        Self::from_name(&json.text()?)
    }
}
