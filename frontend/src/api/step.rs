//! Steps of a session, which all answer with the session. One reader for all keeps the page small.
//!
//! Each step names its authorization, though it is the same: the reference of the HTTP API reads it from the step.

use api_contract::{Endpoint, session::Session};
use serde::Serialize;

use super::{
    call::{Answer, Authorization, HttpRequest, PAUSES, authorization_header, exchange, http_request, read},
    json::read_members,
};
use crate::passkey::{self, Credential};

/// The answer to a step of a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StepResponse {
    pub(crate) session: Session,
}

read_members!(StepResponse { session: required });

/// Calls a step once.
pub(super) fn step<E: Endpoint>(authorization: Authorization, request: &E::Request) -> Answer<StepResponse> {
    read(exchange(http_request::<E>(authorization, request), &[]))
}

/// Calls a step, and repeats the call if its answer is lost. Only for steps that have no second effect when repeated.
pub(super) fn step_until_answered<E: Endpoint>(
    authorization: Authorization,
    request: &E::Request,
) -> Answer<StepResponse> {
    read(exchange(http_request::<E>(authorization, request), &PAUSES))
}

/// Calls a step once that takes a code. Its request is written by hand, because the contract's own type may hold any JSON.
pub(super) fn prove<E: Endpoint>(
    authorization: Authorization,
    method: &str,
    code: &str,
) -> Answer<StepResponse> {
    let body = serde_json::to_string(&Proof { method, code }).unwrap_or_default();
    once::<E>(authorization, body)
}

/// Calls such a step once with a passkey's answer in place of the code.
pub(super) fn prove_by_passkey<E: Endpoint>(
    authorization: Authorization,
    method: &str,
    credential: &Credential,
) -> Answer<StepResponse> {
    once::<E>(authorization, passkey::answer(method, credential))
}

#[derive(Serialize)]
struct Proof<'a> {
    method: &'a str,
    code: &'a str,
}

fn once<E: Endpoint>(authorization: Authorization, body: String) -> Answer<StepResponse> {
    let header = authorization_header(authorization);
    read(exchange(HttpRequest { path: E::PATH, success: E::SUCCESS, header, body: Some(body) }, &[]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn proof_is_a_request_of_the_contract() {
        let written = serde_json::to_string(&Proof { method: "m", code: "123456" }).unwrap();
        let factor: api_contract::prove_factor::Request = serde_json::from_str(&written).unwrap();
        let method: api_contract::prove_method::Request = serde_json::from_str(&written).unwrap();
        assert_eq!((factor.method.as_str(), factor.code.as_deref()), ("m", Some("123456")));
        assert_eq!((method.method.as_str(), method.code.as_deref()), ("m", Some("123456")));
    }
}
