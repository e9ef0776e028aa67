//! Asks for a code.

use api_contract::send_code::{Request, Response, SendCode};

use super::{
    call::{Answer, Authorization, call_until_answered},
    json::{Json, Read},
};

pub(crate) fn send_code(token: &str, request: &Request) -> Answer<Response> {
    call_until_answered::<SendCode>(Authorization::Bearer(token), request)
}

impl Read for Response {
    fn read(json: &impl Json) -> Option<Self> {
        Some(Self {
            token: json.member("token")?,
            code_length: json.member("codeLength")?,
            code_expires_at: json.member("codeExpiresAt")?,
            resend_after_seconds: json.member("resendAfterSeconds")?,
        })
    }
}
