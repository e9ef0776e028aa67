//! Begins a sign-in. A challenge is valid for one sign-in: after a lost answer, another one is needed.

use api_contract::sign_in::{Request, Response, SignIn};

use super::{
    call::{Answer, Authorization, call},
    json::read_members,
};

pub(crate) fn sign_in(request: &Request) -> Answer<Response> {
    call::<SignIn>(Authorization::Anonymous, request)
}

read_members!(Response {
    token: required,
    expires_at: required "expiresAt",
});
