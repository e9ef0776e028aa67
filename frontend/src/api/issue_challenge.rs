//! Asks for a proof of work to solve.

use api_contract::issue_challenge::IssueChallenge;
pub(crate) use api_contract::issue_challenge::Response as Challenge;

use super::{
    call::{Answer, Authorization, call_until_answered},
    json::read_members,
};

pub(crate) fn issue_challenge() -> Answer<Challenge> {
    call_until_answered::<IssueChallenge>(Authorization::Anonymous, &())
}

read_members!(Challenge {
    challenge: required,
    difficulty: required,
    count: required,
    expires_at: required "expiresAt",
});
