//! Orders a sealed password to be written.

use api_contract::set_password::{Request, Response, SetPassword};

use super::{
    call::{Answer, Authorization, call_until_answered},
    json::{Json, Read},
};

pub(crate) fn set_password(token: &str, request: &Request) -> Answer<Response> {
    call_until_answered::<SetPassword>(Authorization::Bearer(token), request)
}

impl Read for Response {
    fn read(json: &impl Json) -> Option<Self> {
        Some(Self { token: json.member("token")? })
    }
}
