//! Removes a registered method. Never repeated: a second request would be an error.

use api_contract::remove_method::{RemoveMethod, Request, Response};

use super::{
    call::{Answer, Authorization, call},
    json::{Json, Read},
};

pub(crate) fn remove_method(request: &Request) -> Answer<Response> {
    call::<RemoveMethod>(Authorization::Session, request)
}

impl Read for Response {
    fn read(json: &impl Json) -> Option<Self> {
        Some(Self { session: json.member("session")? })
    }
}
