//! Begins a password change.

use api_contract::start_change::{Request, Response, StartChange};

use super::{
    call::{Answer, Authorization, call_until_answered},
    json::read_members,
};

pub(crate) fn start_change() -> Answer<Response> {
    call_until_answered::<StartChange>(Authorization::Session, &Request {})
}

read_members!(Response {
    token: required,
    expires_at: required "expiresAt",
    account: required,
    seal: optional,
});
