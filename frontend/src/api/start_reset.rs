//! Opens a reset. A challenge is valid for one start: after a lost answer, another one is needed.

use api_contract::start_reset::{Gates, MethodKind, OfferedMethod, Request, StartReset};

use super::{
    call::{Answer, Authorization, exchange, http_request, read},
    json::{read_members, read_name},
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

read_members!(StartedReset {
    token: required,
    expires_at: required "expiresAt",
    gates: required,
    methods: required,
    passkey: optional,
});

read_members!(Gates { required: required, passed: required });

read_members!(OfferedMethod { id: required, kind: required, hint: required });

read_name!(MethodKind);
