//! Asks for a code.

use api_contract::send_code::{Request, Response, SendCode};

use super::{
    call::{Answer, Authorization, call_until_answered},
    json::read_members,
};

pub(crate) fn send_code(token: &str, request: &Request) -> Answer<Response> {
    call_until_answered::<SendCode>(Authorization::Bearer(token), request)
}

read_members!(Response {
    token: required,
    code_length: required "codeLength",
    code_expires_at: required "codeExpiresAt",
    resend_after_seconds: required "resendAfterSeconds",
});
