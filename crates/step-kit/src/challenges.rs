//! Proofs of work for anonymous callers. Nothing is stored for them, so that requests for them are cheap.

use api_contract::{ProblemKind, issue_challenge::Response, start_reset::ProofOfWork};
use crypto::challenge::{ChallengeTerms, Challenges, SolvedChallenge};
use crypto::keys::Secret;
use domain::{proof_of_work::WorkRequirement, shared_limit::SharedLimit};
use jiff::{SignedDuration, Timestamp};
use lambda_kit::{Failure, now, random, rfc3339};
use store::{SecretName, Wiring, cache::Cached, counters::Counters, settings::Settings};

/// The lifetime of a challenge.
const CHALLENGE_TTL: SignedDuration = SignedDuration::from_mins(10);
/// The time for which the count of failed guesses is served from the cache.
const FAILED_GUESSES_TTL: SignedDuration = SignedDuration::from_secs(2);

pub fn reset_challenges(token: &Secret) -> Challenges {
    Challenges::for_resets(&token.challenge_key())
}

/// Returns the challenges of sign-ins.
pub fn sign_in_challenges(token: &Secret) -> Challenges {
    Challenges::for_sign_ins(&token.sign_in_challenge_key())
}

/// Verifies a solved challenge. It is still good afterwards: the caller uses it up.
pub fn check_work(
    challenges: &Challenges,
    work: &ProofOfWork,
    now: Timestamp,
) -> Result<SolvedChallenge, Failure> {
    let solved = challenges.check(&work.challenge, &work.nonces, now);
    solved.map_err(|_| Failure::refused(ProblemKind::WorkRequired))
}

/// The issuer of challenges, which are harder while many guesses fail.
#[derive(Debug)]
pub struct ChallengeIssuer {
    /// The policy, which sets the difficulty.
    pub settings: Settings,
    /// The counter of recent failed guesses.
    pub counters: Counters,
    /// The signer of challenges.
    pub challenges: Challenges,
    failed_guesses: Cached<u32>,
}

impl ChallengeIssuer {
    /// Connects to the policy and the counters. `challenges` makes those of one flow: a challenge is good once, for one
    /// flow.
    pub async fn connect(
        wiring: &Wiring,
        challenges: fn(&Secret) -> Challenges,
    ) -> Result<Self, lambda_kit::Error> {
        let (settings, [token]) = wiring.settings_and_secrets([SecretName::Token], now()).await?;
        let (counters, challenges) = (wiring.counters()?, challenges(&token));
        Ok(Self { settings, counters, challenges, failed_guesses: Cached::new(FAILED_GUESSES_TTL) })
    }

    /// Issues a challenge, and returns it with its solved form.
    pub async fn issue(&self, now: Timestamp) -> Result<(Response, SolvedChallenge), Failure> {
        let policy = self.settings.policy(now).await?;
        let failed_guesses = match self.failed_guesses.get(now) {
            Some(failed_guesses) => failed_guesses,
            None => {
                self.failed_guesses.put(self.counters.recent(&SharedLimit::failed_guesses(), now).await?, now)
            }
        };
        let work = WorkRequirement::for_failed_guesses(failed_guesses, &policy);
        let expires_at = now + CHALLENGE_TTL;
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
