//! Makes one guess. Never repeated: the server answers a guess once.

use api_contract::verify_code::{Request, Response, VerifyCode};

use super::{Failure, call::call};

pub(crate) async fn verify_code(token: &str, request: &Request) -> Result<Response, Failure> {
    call::<VerifyCode>(Some(token), request).await
}
