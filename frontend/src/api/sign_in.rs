//! Begins a sign-in. A challenge is valid for one sign-in: after a lost answer, another one is needed.

use api_contract::sign_in::{Request, Response, SignIn};

use super::{
    call::{Answer, Authorization, call},
    json::{Json, Read},
};

pub(crate) fn sign_in(request: &Request) -> Answer<Response> {
    call::<SignIn>(Authorization::Anonymous, request)
}

impl Read for Response {
    fn read(json: &impl Json) -> Option<Self> {
        Some(Self { token: json.member("token")?, expires_at: json.member("expiresAt")? })
    }
}
