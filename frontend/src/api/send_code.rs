//! Asks for a code.

use api_contract::send_code::{Request, Response, SendCode};

use super::{Failure, call::call_until_answered};

pub(crate) async fn send_code(token: &str, request: &Request) -> Result<Response, Failure> {
    call_until_answered::<SendCode>(Some(token), request).await
}
