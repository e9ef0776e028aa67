//! Orders an unlock.

use api_contract::unlock_account::{Request, Response, UnlockAccount};

use super::call::{Answer, Authorization, call_until_answered};

pub(crate) fn unlock_account(token: &str, request: Request) -> Answer<Response> {
    call_until_answered::<UnlockAccount>(Authorization::Bearer(token), &request)
}
