//! Orders a sealed password to be written.

use api_contract::set_password::{Request, Response, SetPassword};

use super::{
    Failure,
    call::call_until_answered,
    json::{Json, Read},
};

pub(crate) async fn set_password(token: &str, request: &Request) -> Result<Response, Failure> {
    call_until_answered::<SetPassword>(Some(token), request).await
}

impl Read for Response {
    fn read(json: &impl Json) -> Option<Self> {
        Some(Self { token: json.member("token")? })
    }
}
