//! Orders the change of a password.

use api_contract::change_password::{ChangePassword, Request, Response};

use super::call::{Answer, Authorization, call_until_answered};

pub(crate) fn change_password(token: &str, request: &Request) -> Answer<Response> {
    call_until_answered::<ChangePassword>(Authorization::Bearer(token), request)
}
