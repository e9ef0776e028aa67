//! Proves a second factor. Never repeated: a code is used up by being right.

use api_contract::prove_factor::{ProveFactor, Request, Response};

use super::{
    call::{Answer, Authorization, HttpRequest, call, exchange, http_request, read},
    json::{Json, Read},
};
use crate::passkey::{Credential, answer};

/// Proves it by a code.
pub(crate) fn prove_factor(request: &Request) -> Answer<Response> {
    call::<ProveFactor>(Authorization::Session, request)
}

/// Proves it by a passkey.
pub(crate) fn prove_factor_by_passkey(method: &str, credential: &Credential) -> Answer<Response> {
    let request = Request { method: String::new(), code: None, credential: None };
    let body = Some(answer(method, credential));
    read(exchange(HttpRequest { body, ..http_request::<ProveFactor>(Authorization::Session, &request) }, &[]))
}

impl Read for Response {
    fn read(json: &impl Json) -> Option<Self> {
        Some(Self { session: json.member("session")? })
    }
}
