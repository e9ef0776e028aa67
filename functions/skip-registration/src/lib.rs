//! Puts registering off until the next sign-in, as often as the policy allows.

mod serve;

use api_contract::skip_registration::{Response, SkipRegistration as Step};
use domain::{Next, Policy, Session, StepRefusal};
use jiff::Timestamp;
use lambda_kit::{Failure, Request, Success};
use step_kit::{StepError, Visitors, retry, told_session};
use store::{
    sessions::{Decided, Outcome},
    settings::Settings,
};

pub use serve::serve;

/// What the step needs.
#[derive(Debug)]
pub struct SkipRegistration {
    /// The policy.
    pub settings: Settings,
    /// Admits who is signed in.
    pub visitors: Visitors,
}

impl SkipRegistration {
    /// Counts it, and lets this session go on without.
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
        let visitor = self.visitors.admit(request, policy, now).await?;
        if visitor.loaded.session.next(&visitor.standing) != Next::Register {
            return Err(StepRefusal::StepNotAllowed.into());
        }
        let (registration, event) = visitor.loaded.registration.clone().skip_registration(policy)?;
        let session = Session { has_skipped: true, ..visitor.loaded.session.clone() };
        let decided = Decided {
            outcome: Outcome::Saved(&session),
            limits: None,
            registration: Some(&registration),
            event: &event,
        };
        self.visitors.sessions.save(&visitor.loaded, decided, policy, now).await?;
        Ok(told_session(&session, &visitor.standing, policy))
    }
}
