//! Asks for a proof of work to solve.

use api_contract::issue_challenge::IssueChallenge;
pub(crate) use api_contract::issue_challenge::Response as Challenge;

use super::{
    call::{Answer, Authorization, call_until_answered},
    json::{Json, Read},
};

pub(crate) fn issue_challenge() -> Answer<Challenge> {
    call_until_answered::<IssueChallenge>(Authorization::Anonymous, &())
}

impl Read for Challenge {
    fn read(json: &impl Json) -> Option<Self> {
        Some(Self {
            challenge: json.member("challenge")?,
            difficulty: json.member("difficulty")?,
            count: json.member("count")?,
            expires_at: json.member("expiresAt")?,
        })
    }
}
