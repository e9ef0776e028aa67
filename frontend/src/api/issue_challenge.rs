//! Asks for a proof of work to solve.

use api_contract::issue_challenge::{IssueChallenge, Response};

use super::{
    call::{Answer, call_until_answered},
    json::{Json, Read},
};

pub(crate) fn issue_challenge() -> Answer<Response> {
    call_until_answered::<IssueChallenge>(None, &())
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
