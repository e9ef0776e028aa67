//! The part that the steps `verify_code` and `verify_passkey` share: it counts a guess, lets [`crate::FactorVerifier`]
//! compare it, proves the gate and says what comes next.

mod requirements;
mod response;

pub use response::own_methods;

use api_contract::verify_code::Response;
use domain::{
    AdmittedGuess, Method, MethodId, Policy, Reset, StepRefusal, Token,
    shared_limit::{SharedLimit, breaker_open},
};
use jiff::Timestamp;
use lambda_kit::{Failure, now, random};
use store::{
    SecretName, Wiring,
    agents::Agents,
    counters::Counters,
    resets::{GuessContext, LoadedReset, VersionedRegistration},
    settings::Settings,
};

use crate::{
    AuthenticatorOutput, FactorVerifier, Presence, ResetAuthenticator, StepError, VerifiedFactor,
    account_response, failure, retry, retry_loaded, uuid,
};
use requirements::{requirements, usable_methods};

/// Proves gates by guesses.
#[derive(Debug)]
pub struct GateVerifier {
    pub settings: Settings,
    /// The counter of the company's failed guesses.
    pub counters: Counters,
    /// The agents to seal a password for, once all gates are proved.
    pub agents: Agents,
    pub verifier: FactorVerifier,
    pub reset_authenticator: ResetAuthenticator,
}

/// One guess, as a request has it.
#[derive(Clone, Copy)]
pub struct Guess<'a> {
    /// The token of the header `Authorization: Bearer`; `None` if it is missing.
    pub token: Option<&'a str>,
    /// An id from the list of methods.
    pub method: &'a str,
    /// The proof; a passkey's scope is the reset's id.
    pub output: AuthenticatorOutput<'a>,
}

/// A counted guess, with what it is compared with.
struct CountedGuess {
    admitted: AdmittedGuess,
    context: GuessContext,
    token: Token,
    method: Method,
}

/// A guess that is right, with the reset and the registration that it was compared with.
struct RightGuess {
    loaded: LoadedReset,
    registration: VersionedRegistration,
    verified: VerifiedFactor,
}

impl GateVerifier {
    /// Connects to the store and derives the keys.
    pub async fn connect(wiring: &Wiring) -> Result<Self, lambda_kit::Error> {
        let secrets = [SecretName::Token, SecretName::Code, SecretName::Destination];
        let (settings, [token, code, destinations]) = wiring.settings_and_secrets(secrets, now()).await?;
        Ok(Self {
            settings,
            counters: wiring.counters()?,
            agents: wiring.agents()?,
            verifier: FactorVerifier::new(&code, &destinations, &wiring.site()?)?,
            reset_authenticator: ResetAuthenticator::connect(wiring, &token)?,
        })
    }

    /// Counts a guess, compares it, and proves the gate if it is right.
    ///
    /// # Errors
    /// `code-wrong` if it is wrong; the guess stays counted.
    pub async fn prove(&self, guess: Guess<'_>, now: Timestamp) -> Result<Response, Failure> {
        let policy = self.settings.policy(now).await?;
        let attempt = uuid(random()?);
        let counted = retry(now, || self.admit(guess, &attempt, &policy, now)).await?;
        let context = &counted.context;
        let right = self.compare(&counted, context, guess.output, now)?;
        if right.is_none() {
            return Err(self.refuse(&counted, &policy, now).await?);
        }
        let compare_again = || self.compare_again(guess, &counted, now);
        let prove = |right| self.prove_gate(&counted, right, &policy, now);
        // On the heap, because the future of the whole step would be large.
        match Box::pin(retry_loaded(now, right, compare_again, prove)).await {
            Ok(Some(reset)) => self.respond(&reset, context, &policy, now).await,
            Ok(None) => Err(self.refuse(&counted, &policy, now).await?),
            Err(failure) => {
                self.note_guess(&counted, now).await?;
                Err(failure)
            }
        }
    }

    /// Counts a guess before it is compared.
    async fn admit(
        &self,
        guess: Guess<'_>,
        attempt: &str,
        policy: &Policy,
        now: Timestamp,
    ) -> Result<CountedGuess, StepError> {
        let (context, token) = self.reset_authenticator.admit_guess(guess.token, now).await?;
        let id = MethodId(guess.method.to_owned());
        let LoadedReset { reset, limits, versions } = context.loaded;
        let method = reset.method(&id).cloned();
        let admitted = reset.admit_guess(token, &id, limits, policy, now)?;
        let method = method.ok_or(StepRefusal::MethodUnknown)?;
        let (account, limits) = (&reset.subject().account, &admitted.limits);
        let versions =
            self.reset_authenticator.resets().count_guess(&versions, account, limits, attempt, now).await?;
        let loaded = LoadedReset { limits: limits.clone(), versions, reset };
        Ok(CountedGuess { context: GuessContext { loaded, ..context }, admitted, token, method })
    }

    /// Compares a counted guess with a reset and a registration as they were just read, and returns `None` if it is
    /// wrong.
    fn compare(
        &self,
        counted: &CountedGuess,
        context: &GuessContext,
        output: AuthenticatorOutput<'_>,
        now: Timestamp,
    ) -> Result<Option<RightGuess>, Failure> {
        let GuessContext { loaded, registration, .. } = context;
        let CountedGuess { admitted, method, .. } = counted;
        let known = &registration.registration;
        let verified = self.verifier.verify_gate(&loaded.reset, known, admitted, method, output, now)?;
        let (loaded, registration) = (loaded.clone(), registration.clone());
        Ok(verified.map(|verified| RightGuess { loaded, registration, verified }))
    }

    /// Reads reset and registration again and compares the guess with them, because a code that is good once may have
    /// been used meanwhile.
    async fn compare_again(
        &self,
        guess: Guess<'_>,
        counted: &CountedGuess,
        now: Timestamp,
    ) -> Result<Option<RightGuess>, StepError> {
        let (context, _) = self.reset_authenticator.admit_guess(guess.token, now).await?;
        Ok(self.compare(counted, &context, guess.output, now)?)
    }

    /// Records a wrong guess and returns the failure to respond with.
    async fn refuse(
        &self,
        counted: &CountedGuess,
        policy: &Policy,
        now: Timestamp,
    ) -> Result<Failure, Failure> {
        tokio::try_join!(self.count_failure(counted, policy, now), self.note_guess(counted, now))?;
        Ok(failure(StepRefusal::CodeWrong { guesses_left: counted.admitted.guesses_left }, now))
    }

    /// Writes a guess that proved no gate to the audit trail.
    async fn note_guess(&self, counted: &CountedGuess, now: Timestamp) -> Result<(), Failure> {
        let LoadedReset { reset, versions, .. } = &counted.context.loaded;
        Ok(self
            .reset_authenticator
            .resets()
            .note_guess(reset, versions, &counted.admitted.event, now)
            .await?)
    }

    /// Counts a failed guess of the company. Guesses at decoys must not open the circuit breaker, because anybody can make
    /// as many as they like. An alarm watches for the line that says that it opened.
    async fn count_failure(
        &self,
        counted: &CountedGuess,
        policy: &Policy,
        now: Timestamp,
    ) -> Result<(), Failure> {
        if !counted.admitted.is_at_sent_code {
            return Ok(self.counters.note(&SharedLimit::failed_guesses_at_nothing(), now).await?);
        }
        self.counters.note(&SharedLimit::failed_guesses(), now).await?;
        let failed_guesses = counted.context.failed_guesses.saturating_add(1);
        if breaker_open(failed_guesses, policy) {
            tracing::warn!(failed_guesses, "breaker_opened");
        }
        Ok(())
    }

    /// Proves the gate, and returns `None` if the guess is no longer right.
    async fn prove_gate(
        &self,
        counted: &CountedGuess,
        right: Option<RightGuess>,
        policy: &Policy,
        now: Timestamp,
    ) -> Result<Option<Reset>, StepError> {
        let Some(RightGuess { loaded, registration, verified }) = right else { return Ok(None) };
        let CountedGuess { admitted, context, token, method } = counted;
        let LoadedReset { reset, limits, versions } = loaded;
        let requirements = requirements(context, method, &verified, policy, now);
        let proved = reset.prove_gate(*token, &admitted.guess, limits, requirements, policy, now)?;
        let VersionedRegistration { registration, version } = registration;
        let used = verified
            .record_use(registration, now)?
            .map(|registration| VersionedRegistration { registration, version });
        let (reset, limits, event) = (proved.reset, Some(&proved.limits), &proved.event);
        self.reset_authenticator
            .resets()
            .save_registered(&versions, &reset, limits, used.as_ref(), event, now)
            .await?;
        Ok(Some(reset))
    }

    async fn respond(
        &self,
        reset: &Reset,
        context: &GuessContext,
        policy: &Policy,
        now: Timestamp,
    ) -> Result<Response, Failure> {
        let token = self.reset_authenticator.token_for(reset)?;
        let (gates, next) = (response::gates(reset), response::next(reset));
        let usable = usable_methods(context, policy, now);
        let methods = own_methods(reset, &usable);
        if !matches!(reset, Reset::Proved(_)) {
            return Ok(Response { token, gates, next, methods, account: None, seal: None });
        }
        let presence = Presence::find(&self.agents, now).await?;
        let account = context.account.clone();
        let account = account.map(|known| account_response(known.account, policy, now));
        Ok(Response { token, gates, next, methods, account, seal: response::seal(reset, presence) })
    }
}
