//! Asks for a code as a second factor.

use api_contract::send_factor::{Request, Response, SendFactor};

use super::{
    call::{Answer, Authorization, call},
    json::{Json, Read},
};

pub(crate) fn send_factor(request: &Request) -> Answer<Response> {
    call::<SendFactor>(Authorization::Session, request)
}

impl Read for Response {
    fn read(json: &impl Json) -> Option<Self> {
        Some(Self {
            code_length: json.member("codeLength")?,
            code_expires_at: json.member("codeExpiresAt")?,
            resend_after_seconds: json.member("resendAfterSeconds")?,
        })
    }
}
