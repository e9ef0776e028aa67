//! Removes a known device. Removing it twice does no harm.

use api_contract::remove_device::{RemoveDevice, Request, Response};

use super::{
    call::{Answer, Authorization, call},
    json::{Json, Read},
};

pub(crate) fn remove_device(request: &Request) -> Answer<Response> {
    call::<RemoveDevice>(Authorization::Session, request)
}

impl Read for Response {
    fn read(json: &impl Json) -> Option<Self> {
        Some(Self { session: json.member("session")? })
    }
}
