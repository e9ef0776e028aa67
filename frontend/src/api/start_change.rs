//! Begins a password change.

use api_contract::start_change::{Request, Response, StartChange};

use super::{
    call::{Answer, Authorization, call_until_answered},
    json::{Json, Read},
};

pub(crate) fn start_change() -> Answer<Response> {
    call_until_answered::<StartChange>(Authorization::Session, &Request {})
}

impl Read for Response {
    fn read(json: &impl Json) -> Option<Self> {
        Some(Self {
            token: json.member("token")?,
            expires_at: json.member("expiresAt")?,
            account: json.member("account")?,
            seal: json.optional("seal")?,
        })
    }
}
