//! Proofs of work, given out to whoever asks. Nothing is stored for them, so that asking costs nobody anything.

use api_contract::issue_challenge::Response;
use crypto::challenge::{ChallengeTerms, Challenges, SolvedChallenge};
use crypto::keys::Secret;
use domain::{proof_of_work::WorkRequirement, shared_limit::SharedLimit};
use jiff::{SignedDuration, Timestamp};
use lambda_kit::{Failure, now, random, rfc3339};
use store::{SecretName, Wiring, cache::Cached, counters::Counters, settings::Settings};

/// A challenge's life.
const LIFE: SignedDuration = SignedDuration::from_mins(10);
/// How long it is believed how many guesses failed.
const FAILED: SignedDuration = SignedDuration::from_secs(2);

/// The challenges of resets.
pub fn reset_challenges(token: &Secret) -> Challenges {
    Challenges::for_resets(&token.challenge_key())
}

/// The challenges of sign-ins.
pub fn sign_in_challenges(token: &Secret) -> Challenges {
    Challenges::for_sign_ins(&token.sign_in_challenge_key())
}

/// Gives out challenges, as hard as the moment demands.
#[derive(Debug)]
pub struct ChallengeIssuer {
    /// How hard the work is.
    pub settings: Settings,
    /// How many guesses failed of late.
    pub counters: Counters,
    /// Signs challenges.
    pub challenges: Challenges,
    failed: Cached<u32>,
}

impl ChallengeIssuer {
    /// Connects to the policy and the counters. `challenges` are those of what they are asked for: a challenge is used once, for
    /// one thing.
    pub async fn connect(
        wiring: &Wiring,
        challenges: fn(&Secret) -> Challenges,
    ) -> Result<Self, lambda_kit::Error> {
        let (settings, [token]) = wiring.settings_and_secrets([SecretName::Token], now()).await?;
        let (counters, challenges) = (wiring.counters()?, challenges(&token));
        Ok(Self { settings, counters, challenges, failed: Cached::new(FAILED) })
    }

    /// A fresh challenge, harder while guesses fail in numbers, and what it will be once it is solved.
    pub async fn issue(&self, now: Timestamp) -> Result<(Response, SolvedChallenge), Failure> {
        let policy = self.settings.policy(now).await?;
        let failed = match self.failed.get(now) {
            Some(failed) => failed,
            None => self.failed.keep(self.counters.recent(&SharedLimit::failed_guesses(), now).await?, now),
        };
        let work = WorkRequirement::for_failed_guesses(failed, &policy);
        let expires_at = now + LIFE;
        let terms = ChallengeTerms { difficulty: work.difficulty, count: work.count, expires_at };
        let id = random()?;
        let challenge = Response {
            challenge: self.challenges.issue(terms, id),
            difficulty: work.difficulty,
            count: work.count,
            expires_at: rfc3339(expires_at),
        };
        Ok((challenge, SolvedChallenge { id: Challenges::name(id), terms }))
    }
}
