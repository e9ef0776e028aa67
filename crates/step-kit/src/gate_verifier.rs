//! What verifying a code and verifying a passkey share: count, compare, prove the gate, and tell what comes next.

mod proved;

use api_contract::verify_code::Response;
use domain::{
    AdmittedGuess, GateRequirements, GuessTarget, Method, MethodId, Policy, Registration, Reset, StepRefusal,
    Token,
    shared_limit::{SharedLimit, breaker_open},
};
use jiff::Timestamp;
use lambda_kit::{Failure, now, random};
use store::{
    SecretName, Wiring,
    accounts::KnownAccount,
    agents::Agents,
    counters::Counters,
    resets::{GuessContext, LoadedReset, VersionedRegistration},
    settings::Settings,
};

use crate::{
    AuthenticatorOutput, FactorVerifier, Presence, ResetAuthenticator, StepError, VerifiedFactor,
    account_response, failure, retry, uuid,
};

/// Proves gates.
#[derive(Debug)]
pub struct GateVerifier {
    /// The policy.
    pub settings: Settings,
    /// Failed guesses of the tenant.
    pub counters: Counters,
    /// Whom to seal to, once all gates are proved.
    pub agents: Agents,
    /// Judges codes and what people hold.
    pub verifier: FactorVerifier,
    /// Stores resets and issues tokens.
    pub reset_authenticator: ResetAuthenticator,
}

/// One guess, as it came.
#[derive(Clone, Copy)]
pub struct Guess<'a> {
    /// The bearer token.
    pub token: Option<&'a str>,
    /// An id from the list of methods.
    pub method: &'a str,
    /// The proof; a passkey's scope is the reset's id.
    pub output: AuthenticatorOutput<'a>,
}

/// A counted guess, with what it is judged by.
struct Counted {
    admitted: AdmittedGuess,
    judged: GuessContext,
    token: Token,
    method: Method,
}

impl GateVerifier {
    /// Connects to all that a proof needs.
    pub async fn connect(wiring: &Wiring) -> Result<Self, lambda_kit::Error> {
        let wanted = [SecretName::Token, SecretName::Code, SecretName::Destination];
        let (settings, [token, code, destinations]) = wiring.settings_and_secrets(wanted, now()).await?;
        Ok(Self {
            settings,
            counters: wiring.counters()?,
            agents: wiring.agents()?,
            verifier: FactorVerifier::new(&code, &destinations, &wiring.site()?)?,
            reset_authenticator: ResetAuthenticator::connect(wiring, &token)?,
        })
    }

    /// Counts, compares, and proves the gate.
    pub async fn prove(&self, guess: Guess<'_>, now: Timestamp) -> Result<Response, Failure> {
        let policy = self.settings.policy(now).await?;
        let attempt = uuid(random()?);
        let counted = retry(now, || self.admit(guess, &attempt, &policy, now)).await?;
        let Counted { admitted, judged, method, .. } = &counted;
        let Some(right) = self.compare(guess, admitted, judged, method, now)? else {
            return Err(self.wrong(&counted, &policy, now).await?);
        };
        let known = judged.account.clone();
        let mut first = Some((judged.loaded.clone(), right));
        let proved = retry(now, || {
            let first = first.take();
            self.record(guess, &counted, first, &policy, now)
        });
        match proved.await {
            Ok(Some(reset)) => self.answer(reset, known, &policy, now).await,
            Ok(None) => Err(self.wrong(&counted, &policy, now).await?),
            Err(failure) => {
                self.note(&counted, now).await?;
                Err(failure)
            }
        }
    }

    async fn admit(
        &self,
        guess: Guess<'_>,
        attempt: &str,
        policy: &Policy,
        now: Timestamp,
    ) -> Result<Counted, StepError> {
        let (judged, token) = self.reset_authenticator.admit_guess(guess.token, now).await?;
        let id = MethodId(guess.method.to_owned());
        let LoadedReset { reset, limits, versions } = judged.loaded;
        let method = reset.method(&id).cloned();
        let admitted = reset.admit_guess(token, &id, limits, policy, now)?;
        let method = method.ok_or(StepRefusal::MethodUnknown)?;
        let (account, limits) = (&reset.subject().account, &admitted.limits);
        let versions =
            self.reset_authenticator.resets().count_guess(&versions, account, limits, attempt, now).await?;
        let loaded = LoadedReset { limits: limits.clone(), versions, reset };
        Ok(Counted { judged: GuessContext { loaded, ..judged }, admitted, token, method })
    }

    /// Returns `None` if the proof is wrong, as any is for a decoy.
    fn compare(
        &self,
        guess: Guess<'_>,
        admitted: &AdmittedGuess,
        judged: &GuessContext,
        method: &Method,
        now: Timestamp,
    ) -> Result<Option<VerifiedFactor>, Failure> {
        let (reset, registration) = (&judged.loaded.reset, &judged.registration.registration);
        match (&admitted.guess.guessed, guess.output) {
            (GuessTarget::Sent(_), AuthenticatorOutput::Code(code)) => {
                let is_right = self.verifier.is_reset_code(reset, code);
                Ok(is_right.then(|| VerifiedFactor::SentCode { method: registered(registration, method) }))
            }
            (GuessTarget::Sent(_), AuthenticatorOutput::Passkey { .. }) => Ok(None),
            (GuessTarget::Credential(_), output) => {
                let account = &reset.subject().account;
                let verified =
                    self.verifier.verify_credential(account, registration, method.kind, output, now)?;
                Ok(verified.filter(|_| !method.decoy))
            }
        }
    }

    /// A wrong guess, as it is answered, once it is written down.
    async fn wrong(&self, counted: &Counted, policy: &Policy, now: Timestamp) -> Result<Failure, Failure> {
        let failed = self.note_failure(counted.judged.failed_guesses, policy, now);
        tokio::try_join!(failed, self.note(counted, now))?;
        Ok(failure(StepRefusal::CodeWrong { guesses_left: counted.admitted.guesses_left }, now))
    }

    /// Writes down a guess by which no gate was proved.
    async fn note(&self, counted: &Counted, now: Timestamp) -> Result<(), Failure> {
        let LoadedReset { reset, versions, .. } = &counted.judged.loaded;
        Ok(self
            .reset_authenticator
            .resets()
            .note_guess(reset, versions, &counted.admitted.event, now)
            .await?)
    }

    /// Counts a failed guess of the tenant. The line that tells of an open breaker is what the alarm listens to.
    async fn note_failure(&self, before: u32, policy: &Policy, now: Timestamp) -> Result<(), Failure> {
        self.counters.note(&SharedLimit::failed_guesses(), now).await?;
        let failed_guesses = before.saturating_add(1);
        if breaker_open(failed_guesses, policy) {
            tracing::warn!(failed_guesses, "breaker_opened");
        }
        Ok(())
    }

    /// Proves the gate. What was shown is compared again whenever something else was saved first: what is good once may have
    /// been used by then. Nothing where it is right no more.
    async fn record(
        &self,
        guess: Guess<'_>,
        counted: &Counted,
        first: Option<(LoadedReset, VerifiedFactor)>,
        policy: &Policy,
        now: Timestamp,
    ) -> Result<Option<Reset>, StepError> {
        let Counted { admitted, judged, token, method } = counted;
        let (loaded, right, registered) = if let Some((loaded, right)) = first {
            (loaded, right, judged.registration.clone())
        } else {
            let (judged, _) = self.reset_authenticator.admit_guess(guess.token, now).await?;
            let Some(right) = self.compare(guess, admitted, &judged, method, now)? else { return Ok(None) };
            (judged.loaded, right, judged.registration)
        };
        let LoadedReset { reset, limits, versions } = loaded;
        let demand = demand(judged, method, &right, policy, now);
        let proved = reset.prove_gate(*token, &admitted.guess, limits, demand, policy, now)?;
        let VersionedRegistration { registration, version } = registered;
        let used = right
            .record_use(registration, now)?
            .map(|registration| VersionedRegistration { registration, version });
        let (reset, limits, event) = (proved.reset, Some(&proved.limits), &proved.event);
        self.reset_authenticator
            .resets()
            .save_registered(&versions, &reset, limits, used.as_ref(), event, now)
            .await?;
        Ok(Some(reset))
    }

    async fn answer(
        &self,
        reset: Reset,
        known: Option<KnownAccount>,
        policy: &Policy,
        now: Timestamp,
    ) -> Result<Response, Failure> {
        let token = self.reset_authenticator.token_for(&reset)?;
        let gates = proved::gates(&reset);
        let next = proved::next(&reset);
        let (account, seal) = if matches!(reset, Reset::Proved(_)) {
            let presence = Presence::find(&self.agents, now).await?;
            (known.map(|known| account_response(known.account, policy, now)), proved::seal(&reset, presence))
        } else {
            (None, None)
        };
        Ok(Response { token, gates, next, account, seal })
    }
}

/// How many gates this account needs, after this proof.
fn demand(
    judged: &GuessContext,
    method: &Method,
    right: &VerifiedFactor,
    policy: &Policy,
    now: Timestamp,
) -> GateRequirements {
    let directory = judged.account.as_ref().map(|known| known.directory.as_slice()).unwrap_or_default();
    let usable = judged.registration.registration.usable_methods(directory, policy, now);
    let proved = usable.iter().find(|usable| match right {
        VerifiedFactor::SentCode { .. } => {
            usable.kind == method.kind && usable.destination == method.destination
        }
        VerifiedFactor::Credential { method, .. } => usable.id == *method,
    });
    GateRequirements {
        administrator: judged.account.as_ref().is_some_and(|known| known.account.administrator),
        breaker_open: breaker_open(judged.failed_guesses, policy),
        is_untrusted: !proved.is_some_and(|usable| usable.is_trusted),
    }
}

/// Returns the id of the registered method that codes of a reset's method go to.
fn registered(registration: &Registration, method: &Method) -> Option<String> {
    let is_it = |hash: &str| hash == method.destination;
    let mut methods = registration.methods.iter();
    methods.find(|kept| kept.destination().is_some_and(|to| is_it(&to.hash))).map(|kept| kept.id.clone())
}
