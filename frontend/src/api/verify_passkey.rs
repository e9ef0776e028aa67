//! Proves a gate by a passkey. Never repeated: the server answers once.

use api_contract::Endpoint;
use api_contract::verify_passkey::{Response, VerifyPasskey};

use super::call::{Answer, Authorization, HttpRequest, authorization_header, exchange, read};
use crate::passkey::{Credential, answer};

pub(crate) fn verify_passkey(token: &str, method: &str, credential: &Credential) -> Answer<Response> {
    let (path, success) = (VerifyPasskey::PATH, VerifyPasskey::SUCCESS);
    let body = Some(answer(method, credential));
    read(exchange(
        HttpRequest { path, success, header: authorization_header(Authorization::Bearer(token)), body },
        &[],
    ))
}
