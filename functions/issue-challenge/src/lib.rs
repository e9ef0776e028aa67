//! Issues a challenge for a proof of work.

mod serve;

use api_contract::issue_challenge::IssueChallenge as Step;
use jiff::Timestamp;
use lambda_kit::{Failure, Success};
use step_kit::ChallengeIssuer;

pub use serve::serve;

#[derive(Debug)]
pub struct IssueChallenge {
    pub issuer: ChallengeIssuer,
}

impl IssueChallenge {
    /// Issues a challenge.
    pub async fn handle(&self, now: Timestamp) -> Result<Success<Step>, Failure> {
        let (challenge, _) = self.issuer.issue(now).await?;
        Ok(Success::new(challenge))
    }
}
