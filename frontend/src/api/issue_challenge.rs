//! Asks for a proof of work to solve.

use api_contract::issue_challenge::{IssueChallenge, Response};

use super::{Failure, call::call_until_answered};

pub(crate) async fn issue_challenge() -> Result<Response, Failure> {
    call_until_answered::<IssueChallenge>(None, &()).await
}
