//! Proves a gate by a passkey. Never repeated: the server answers once.

use api_contract::Endpoint;
use api_contract::verify_passkey::{Response, VerifyPasskey};

use super::call::{Answer, Asked, Who, exchange, header, read};
use crate::passkey::{Credential, answer};

pub(crate) fn verify_passkey(token: &str, method: &str, credential: &Credential) -> Answer<Response> {
    let (path, success) = (VerifyPasskey::PATH, VerifyPasskey::SUCCESS);
    let body = Some(answer(method, credential));
    read(exchange(Asked { path, success, header: header(Who::Bearer(token)), body }, &[]))
}
