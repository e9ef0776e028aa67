//! Asks for a proof of work to solve.

use api_contract::issue_challenge::{IssueChallenge, Response};

use super::{
    Failure,
    call::call_until_answered,
    json::{Json, Read},
};

pub(crate) async fn issue_challenge() -> Result<Response, Failure> {
    call_until_answered::<IssueChallenge>(None, &()).await
}

impl Read for Response {
    fn read(json: &impl Json) -> Option<Self> {
        Some(Self {
            challenge: json.member("challenge")?,
            difficulty: json.member("difficulty")?,
            count: json.member("count")?,
            expires_at: json.member("expiresAt")?,
        })
    }
}
