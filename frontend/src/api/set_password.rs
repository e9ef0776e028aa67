//! Orders a sealed password to be written.

use api_contract::set_password::{Request, Response, SetPassword};

use super::{
    call::{Answer, Authorization, call_until_answered},
    json::read_members,
};

pub(crate) fn set_password(token: &str, request: &Request) -> Answer<Response> {
    call_until_answered::<SetPassword>(Authorization::Bearer(token), request)
}

read_members!(Response { token: required });
