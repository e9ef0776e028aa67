//! Proves a second factor: counts the guess, compares it, and continues the session under a new reference.

mod serve;

use api_contract::prove_factor::{ProveFactor as Step, Request as Body, Response};
use domain::{Policy, session::AdmittedFactorGuess};
use jiff::Timestamp;
use lambda_kit::{Failure, Request, Success, random};
use step_kit::{
    AuthenticatorOutput, Devices, FactorVerifier, SessionAuthenticator, SignedInUser, StepError,
    VerifiedFactor, requirements, retry, retry_loaded, session_response, wrong_proof,
};
use store::{
    sessions::{LoadedSession, Reference, SessionChange, SessionOutcome},
    settings::Settings,
};

pub use serve::serve;

#[derive(Debug)]
pub struct ProveFactor {
    pub settings: Settings,
    pub session_authenticator: SessionAuthenticator,
    pub verifier: FactorVerifier,
    /// Makes the browser a known device.
    pub devices: Devices,
}

impl ProveFactor {
    /// Counts a guess, compares it, and proves the factor if it is right.
    pub async fn handle(&self, request: Request<Step>, now: Timestamp) -> Result<Success<Step>, Failure> {
        let policy = self.settings.policy(now).await?;
        let (admitted, user) = retry(now, || self.admit(&request, &policy, now)).await?;
        let reference = Reference::new(random()?);
        let load = || self.session_authenticator.admit(&request, &policy, now);
        let prove = |user| self.prove(&request, user, &admitted, &reference, &policy, now);
        match retry_loaded(now, user, load, prove).await? {
            Some((session, device)) => {
                let proved = Success::new(Response { session }).with_session(reference.as_str());
                Ok(proved.with_device(device.as_deref()))
            }
            None => Err(wrong_proof(request.body.credential.is_some(), admitted.guesses_left)),
        }
    }

    /// Counts a guess before it is compared. Returns the user as saved with it.
    async fn admit(
        &self,
        request: &Request<Step>,
        policy: &Policy,
        now: Timestamp,
    ) -> Result<(AdmittedFactorGuess, SignedInUser), StepError> {
        let mut user = self.session_authenticator.admit(request, policy, now).await?;
        let (loaded, method) = (&user.loaded, &request.body.method);
        let (session, limits) = (loaded.session.clone(), loaded.limits.clone());
        let admitted = session.admit_factor(method, &user.requirements, limits, policy, now)?;
        let event = admitted.event();
        let change = SessionChange {
            outcome: SessionOutcome::Saved(&admitted.session),
            limits: Some(&admitted.limits),
            registration: None,
            event: &event,
        };
        let versions = self.session_authenticator.sessions.save(loaded, change, policy, now).await?;
        let (session, limits) = (admitted.session.clone(), admitted.limits.clone());
        user.loaded = LoadedSession { session, limits, versions, ..user.loaded };
        Ok((admitted, user))
    }

    /// Compares a guess and proves the factor. Returns the session and the cookie of the known device, or `None` if the
    /// guess is wrong. Every retry compares again, because a code is good once.
    async fn prove(
        &self,
        request: &Request<Step>,
        user: SignedInUser,
        admitted: &AdmittedFactorGuess,
        reference: &Reference,
        policy: &Policy,
        now: Timestamp,
    ) -> Result<Option<(api_contract::session::Session, Option<String>)>, StepError> {
        let Some(verified_factor) = self.verify(&user, admitted, &request.body, now)? else {
            return Ok(None);
        };
        let loaded = &user.loaded;
        let (session, limits, event) = loaded.session.clone().prove_factor(
            reference.id(),
            &admitted.method,
            &admitted.reservation,
            &user.requirements,
            loaded.limits.clone(),
            now,
        )?;
        let (limits, device) = self.devices.remember(request, &session, limits, policy, now)?;
        let registration = verified_factor.record_use(loaded.registration.clone(), now)?;
        let change = SessionChange {
            outcome: SessionOutcome::Rotated(&session),
            limits: Some(&limits),
            registration: registration.as_ref(),
            event: &event,
        };
        self.session_authenticator.sessions.save(loaded, change, policy, now).await?;
        let registration = registration.as_ref().unwrap_or(&loaded.registration);
        let requirements = requirements(&user.account, registration, &limits, policy, now);
        Ok(Some((session_response(&session, &requirements, policy), device)))
    }

    /// Verifies the proof of a request, and returns `None` if it is wrong.
    fn verify(
        &self,
        user: &SignedInUser,
        admitted: &AdmittedFactorGuess,
        body: &Body,
        now: Timestamp,
    ) -> Result<Option<VerifiedFactor>, StepError> {
        let (session, registration) = (&user.loaded.session, &user.loaded.registration);
        let (code, credential) = (body.code.as_deref(), body.credential.as_ref());
        let output = AuthenticatorOutput::from_request(code, credential, &session.id.0)?;
        self.verifier.verify_second_factor(session, registration, admitted, output, now)
    }
}
