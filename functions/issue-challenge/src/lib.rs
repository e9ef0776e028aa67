//! Issues a proof of work.

mod serve;

use api_contract::issue_challenge::IssueChallenge as Step;
use jiff::Timestamp;
use lambda_kit::{Failure, Success};
use step_kit::ChallengeIssuer;

pub use serve::serve;

/// What the step needs.
#[derive(Debug)]
pub struct IssueChallenge {
    /// Gives out challenges.
    pub issuer: ChallengeIssuer,
}

impl IssueChallenge {
    /// A fresh challenge.
    pub async fn handle(&self, now: Timestamp) -> Result<Success<Step>, Failure> {
        let (challenge, _) = self.issuer.issue(now).await?;
        Ok(Success::new(challenge))
    }
}
