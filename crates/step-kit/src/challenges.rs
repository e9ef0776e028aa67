//! Proofs of work for anonymous callers. Nothing is stored for them, so that requests for them are cheap.

use api_contract::{ProblemKind, issue_challenge::Response, start_reset::ProofOfWork};
use crypto::challenge::{ChallengeTerms, Challenges, SolvedChallenge, is_solved};
use crypto::keys::Secret;
use domain::{Policy, proof_of_work::WorkRequirement, shared_limit::SharedLimit};
use jiff::{SignedDuration, Timestamp};
use lambda_kit::{Failure, now, random, rfc3339};
use store::{SecretName, Wiring, cache::Cached, counters::Counters, settings::Settings};

/// The time within which a challenge must be solved and used.
const CHALLENGE_TTL: SignedDuration = SignedDuration::from_mins(10);
/// The time for which the count of failures is served from the cache.
const FAILURES_TTL: SignedDuration = SignedDuration::from_secs(2);

/// A flow that begins with a proof of work. A challenge is valid for one flow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flow {
    /// The start of a reset.
    Reset,
    /// The start of a sign-in.
    SignIn,
}

impl Flow {
    /// Returns the challenges of the flow.
    pub fn challenges(self, token: &Secret) -> Challenges {
        match self {
            Self::Reset => Challenges::for_resets(&token.challenge_key()),
            Self::SignIn => Challenges::for_sign_ins(&token.sign_in_challenge_key()),
        }
    }

    /// Returns the counter of the failures that make the flow's challenges harder.
    fn failures(self) -> SharedLimit {
        match self {
            Self::Reset => SharedLimit::failed_guesses(),
            Self::SignIn => SharedLimit::wrong_passwords(),
        }
    }

    fn work(self, failures: u32, policy: &Policy) -> WorkRequirement {
        match self {
            Self::Reset => WorkRequirement::for_failed_guesses(failures, policy),
            Self::SignIn => WorkRequirement::for_wrong_passwords(failures, policy),
        }
    }
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

/// Refuses a proof of work that is easier than a name needs. The caller of the step solves another challenge.
pub fn check_difficulty(work: &ProofOfWork, difficulty: u32) -> Result<(), Failure> {
    if is_solved(&work.challenge, &work.nonces, difficulty) {
        Ok(())
    } else {
        Err(Failure::more_work(difficulty))
    }
}

/// The issuer of challenges, which are harder while much fails.
#[derive(Debug)]
pub struct ChallengeIssuer {
    settings: Settings,
    counters: Counters,
    challenges: Challenges,
    flow: Flow,
    failures: Cached<u32>,
}

impl ChallengeIssuer {
    /// Connects to the policy, which sets the difficulty, and to the counters.
    pub async fn connect(wiring: &Wiring, flow: Flow) -> Result<Self, lambda_kit::Error> {
        let (settings, [token]) = wiring.settings_and_secrets([SecretName::Token], now()).await?;
        let (counters, challenges) = (wiring.counters()?, flow.challenges(&token));
        Ok(Self { settings, counters, challenges, flow, failures: Cached::new(FAILURES_TTL) })
    }

    /// Issues a challenge, and returns it with its solved form.
    pub async fn issue(&self, now: Timestamp) -> Result<(Response, SolvedChallenge), Failure> {
        let policy = self.settings.policy(now).await?;
        let failures = match self.failures.get(now) {
            Some(failures) => failures,
            None => self.failures.put(self.counters.recent(&self.flow.failures(), now).await?, now),
        };
        let work = self.flow.work(failures, &policy);
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
