//! Issues a proof of work. Nothing is stored for it, so that asking costs nobody anything.

use api_contract::issue_challenge::{IssueChallenge as Step, Response};
use cloud::{counters::Counters, settings::Settings};
use jiff::{SignedDuration, Timestamp};
use lambda_kit::{
    Failure, Success,
    challenge::{Challenges, Terms},
    random, rfc3339,
};
use reset_domain::{shared_limit::SharedLimit, work::Work};

/// A challenge's life.
const LIFE: SignedDuration = SignedDuration::from_mins(10);

/// What the step needs.
#[derive(Debug)]
pub struct IssueChallenge {
    /// How hard the work is.
    pub settings: Settings,
    /// How many guesses failed of late.
    pub counters: Counters,
    /// Signs challenges.
    pub challenges: Challenges,
}

impl IssueChallenge {
    /// A fresh challenge, harder while guesses fail in numbers.
    pub async fn handle(&self, now: Timestamp) -> Result<Success<Step>, Failure> {
        let policy = self.settings.policy(now).await?;
        let failed = self.counters.recent(&SharedLimit::failed_guesses(), now).await?;
        let work = Work::demanded(failed, &policy);
        let expires_at = now + LIFE;
        let terms = Terms { difficulty: work.bits, count: work.parts, expires_at };
        Ok(Success::new(Response {
            challenge: self.challenges.issue(terms, random()?),
            difficulty: work.bits,
            count: work.parts,
            expires_at: rfc3339(expires_at),
        }))
    }
}
