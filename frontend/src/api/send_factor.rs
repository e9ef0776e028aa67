//! Asks for a code as a second factor.

use api_contract::send_factor::{Request, Response, SendFactor};

use super::{
    call::{Answer, Authorization, call},
    json::read_members,
};

pub(crate) fn send_factor(request: &Request) -> Answer<Response> {
    call::<SendFactor>(Authorization::Session, request)
}

read_members!(Response {
    code_length: required "codeLength",
    code_expires_at: required "codeExpiresAt",
    resend_after_seconds: required "resendAfterSeconds",
});
