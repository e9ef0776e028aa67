//! Puts registration off until the next sign-in, as often as the policy allows.

mod serve;

use api_contract::skip_registration::{Response, SkipRegistration as Step};
use domain::{NextStep, Policy, Session, StepRefusal};
use jiff::Timestamp;
use lambda_kit::{Failure, Request, Success};
use step_kit::{SessionAuthenticator, StepError, retry, session_response};
use store::{
    sessions::{SessionChange, SessionOutcome},
    settings::Settings,
};

pub use serve::serve;

#[derive(Debug)]
pub struct SkipRegistration {
    pub settings: Settings,
    pub session_authenticator: SessionAuthenticator,
}

impl SkipRegistration {
    /// Counts the skip, and lets this session go on without registration.
    pub async fn handle(&self, request: Request<Step>, now: Timestamp) -> Result<Success<Step>, Failure> {
        let policy = self.settings.policy(now).await?;
        let session = retry(now, || self.skip(&request, &policy, now)).await?;
        Ok(Success::new(Response { session }))
    }

    async fn skip(
        &self,
        request: &Request<Step>,
        policy: &Policy,
        now: Timestamp,
    ) -> Result<api_contract::session::Session, StepError> {
        let user = self.session_authenticator.admit(request, policy, now).await?;
        if user.loaded.session.next(&user.requirements) != NextStep::Register {
            return Err(StepRefusal::StepNotAllowed.into());
        }
        let (registration, event) = user.loaded.registration.clone().skip_registration(policy)?;
        let session = Session { has_skipped: true, ..user.loaded.session.clone() };
        let change = SessionChange {
            outcome: SessionOutcome::Saved(&session),
            limits: None,
            registration: Some(&registration),
            event: &event,
        };
        self.session_authenticator.sessions.save(&user.loaded, change, policy, now).await?;
        Ok(session_response(&session, &user.requirements, policy))
    }
}
