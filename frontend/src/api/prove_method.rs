//! Proves a method that is being added. Never repeated: a code is used up by being right.

use api_contract::prove_method::{ProveMethod, Request, Response};

use super::{
    call::{Answer, Authorization, HttpRequest, call, exchange, http_request, read},
    json::{Json, Read},
};
use crate::passkey::{Credential, answer};

/// Proves it by a code.
pub(crate) fn prove_method(request: &Request) -> Answer<Response> {
    call::<ProveMethod>(Authorization::Session, request)
}

/// Proves it by a passkey.
pub(crate) fn prove_method_by_passkey(method: &str, credential: &Credential) -> Answer<Response> {
    let request = Request { method: String::new(), code: None, credential: None };
    let body = Some(answer(method, credential));
    read(exchange(HttpRequest { body, ..http_request::<ProveMethod>(Authorization::Session, &request) }, &[]))
}

impl Read for Response {
    fn read(json: &impl Json) -> Option<Self> {
        Some(Self { session: json.member("session")? })
    }
}
