//! Orders the lockout to be cleared.

use api_contract::unlock_account::{Request, Response, UnlockAccount};

use super::{Failure, call::call_until_answered};

pub(crate) async fn unlock_account(token: &str) -> Result<Response, Failure> {
    call_until_answered::<UnlockAccount>(Some(token), &Request {}).await
}
