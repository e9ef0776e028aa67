//! Puts the registration off. Never repeated: each time counts.

use api_contract::skip_registration::{Request, Response, SkipRegistration};

use super::{
    call::{Answer, Authorization, call},
    json::{Json, Read},
};

pub(crate) fn skip_registration() -> Answer<Response> {
    call::<SkipRegistration>(Authorization::Session, &Request {})
}

impl Read for Response {
    fn read(json: &impl Json) -> Option<Self> {
        Some(Self { session: json.member("session")? })
    }
}
