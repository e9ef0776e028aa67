//! Proves a method that is being added: counts the guess, compares it, and registers the method, which counts from then
//! on.

mod serve;

use api_contract::{
    ProblemKind,
    prove_method::{ProveMethod as Step, Request as Body, Response},
};
use domain::{AuthenticationLevel, Credential, Policy, registration::AdmittedRegistrationGuess};
use jiff::Timestamp;
use lambda_kit::{Failure, Request, Success, random};
use step_kit::{
    AuthenticatorOutput, Devices, FactorVerifier, SessionAuthenticator, SignedInUser, StepError,
    requirements, retry, retry_loaded, session_response, wrong_proof,
};
use store::{
    sessions::{LoadedSession, Reference, SessionChange, SessionOutcome},
    settings::Settings,
};

pub use serve::serve;

#[derive(Debug)]
pub struct ProveMethod {
    pub settings: Settings,
    pub session_authenticator: SessionAuthenticator,
    pub verifier: FactorVerifier,
    /// Makes the browser a known device.
    pub devices: Devices,
}

struct Registered {
    session: api_contract::session::Session,
    /// Whether the session may do more from now on and has a new reference.
    is_raised: bool,
    /// The cookie of the known device.
    device: Option<String>,
}

impl ProveMethod {
    /// Counts a guess, compares it, and registers the method if it is right. A user who proves the first method has
    /// proved a second factor by it.
    pub async fn handle(&self, request: Request<Step>, now: Timestamp) -> Result<Success<Step>, Failure> {
        if request.body.code.is_some() == request.body.credential.is_some() {
            return Err(Failure::refused(ProblemKind::MalformedRequest));
        }
        let policy = self.settings.policy(now).await?;
        let (guess, user) = retry(now, || self.admit(&request, &policy, now)).await?;
        let reference = Reference::new(random()?);
        let load = || self.session_authenticator.admit(&request, &policy, now);
        let register = |user| self.register(&request, user, &guess, &reference, &policy, now);
        match retry_loaded(now, user, load, register).await? {
            Some(Registered { session, is_raised, device }) => {
                let registered = Success::new(Response { session }).with_device(device.as_deref());
                Ok(if is_raised { registered.with_session(reference.as_str()) } else { registered })
            }
            None => Err(wrong_proof(request.body.credential.is_some(), guess.guesses_left)),
        }
    }

    /// Counts a guess before it is compared. Returns the user as saved with it.
    async fn admit(
        &self,
        request: &Request<Step>,
        policy: &Policy,
        now: Timestamp,
    ) -> Result<(AdmittedRegistrationGuess, SignedInUser), StepError> {
        let mut user = self.session_authenticator.admit(request, policy, now).await?;
        let loaded = &user.loaded;
        loaded.session.authorize_registration(&user.requirements)?;
        let (registration, limits) = (loaded.registration.clone(), loaded.limits.clone());
        let guess = registration.admit_guess(&request.body.method, limits, policy, now)?;
        let event = guess.event();
        let change = SessionChange {
            outcome: SessionOutcome::Kept,
            limits: Some(&guess.limits),
            registration: Some(&guess.registration),
            event: &event,
        };
        let versions = self.session_authenticator.sessions.save(loaded, change, policy, now).await?;
        let (registration, limits) = (guess.registration.clone(), guess.limits.clone());
        user.loaded = LoadedSession { registration, limits, versions, ..user.loaded };
        Ok((guess, user))
    }

    /// Compares a guess and registers the method, or returns `None` if the guess is wrong. Every retry compares again.
    async fn register(
        &self,
        request: &Request<Step>,
        user: SignedInUser,
        guess: &AdmittedRegistrationGuess,
        reference: &Reference,
        policy: &Policy,
        now: Timestamp,
    ) -> Result<Option<Registered>, StepError> {
        let Some(credential) = self.verify(&user, guess, &request.body, now)? else { return Ok(None) };
        let loaded = &user.loaded;
        let (id, completed_at) = (&request.body.method, loaded.limits.completed_at);
        let (registration, event) =
            loaded.registration.clone().prove_method(id, credential, completed_at, now)?;
        let limits = loaded.limits.clone().release_guess(&guess.reservation);
        let is_raised = loaded.session.level != AuthenticationLevel::Full;
        let session = if is_raised {
            loaded.session.clone().raise(reference.id(), now)
        } else {
            loaded.session.clone()
        };
        let (limits, device) = self.devices.remember(request, &session, limits, policy, now)?;
        let change = SessionChange {
            outcome: if is_raised { SessionOutcome::Rotated(&session) } else { SessionOutcome::Kept },
            limits: Some(&limits),
            registration: Some(&registration),
            event: &event,
        };
        self.session_authenticator.sessions.save(loaded, change, policy, now).await?;
        let requirements = requirements(&user.account, &registration, &limits, policy, now);
        let session = session_response(&session, &requirements, policy);
        Ok(Some(Registered { session, is_raised, device }))
    }

    /// Verifies the proof of a request. Returns what is registered of the method, or `None` if the proof is wrong.
    fn verify(
        &self,
        user: &SignedInUser,
        guess: &AdmittedRegistrationGuess,
        body: &Body,
        now: Timestamp,
    ) -> Result<Option<Credential>, Failure> {
        let (session, registration) = (&user.loaded.session, &user.loaded.registration);
        let (code, credential) = (body.code.as_deref(), body.credential.as_ref());
        let output = AuthenticatorOutput::from_request(code, credential, &guess.pending.id)?;
        self.verifier.verify_addition(&session.account, registration, &guess.pending, output, now)
    }
}
