//! Names a registered method, prefers it, or confirms it.

use api_contract::change_method::{ChangeMethod, Request, Response};

use super::{
    call::{Answer, Authorization, call_until_answered},
    json::{Json, Read},
};

pub(crate) fn change_method(request: &Request) -> Answer<Response> {
    call_until_answered::<ChangeMethod>(Authorization::Session, request)
}

impl Read for Response {
    fn read(json: &impl Json) -> Option<Self> {
        Some(Self { session: json.member("session")? })
    }
}
