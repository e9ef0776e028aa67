//! Ends the user's session and, on request, every session of the account.

mod serve;

use api_contract::{
    ProblemKind,
    sign_out::{Response, SignOut as Step},
};
use domain::{Event, Policy};
use jiff::Timestamp;
use lambda_kit::{Failure, Request, Success};
use step_kit::{SessionAuthenticator, StepError, retry};
use store::{
    sessions::{SessionChange, SessionOutcome},
    settings::Settings,
};

pub use serve::serve;

#[derive(Debug)]
pub struct SignOut {
    pub settings: Settings,
    pub session_authenticator: SessionAuthenticator,
}

impl SignOut {
    /// Ends the session. A caller without a session gets the same answer; the browser's cookie is removed in any case.
    pub async fn handle(&self, request: Request<Step>, now: Timestamp) -> Result<Success<Step>, Failure> {
        let policy = self.settings.policy(now).await?;
        match retry(now, || self.end(&request, &policy, now)).await {
            Ok(()) => {}
            Err(Failure::Refused(details)) if details.kind == ProblemKind::SessionRequired => {}
            Err(failure) => return Err(failure),
        }
        Ok(Success::new(Response {}).without_session())
    }

    async fn end(&self, request: &Request<Step>, policy: &Policy, now: Timestamp) -> Result<(), StepError> {
        let loaded = self.session_authenticator.admit(request, policy, now).await?.loaded;
        let everywhere = request.body.everywhere;
        let limits = everywhere.then(|| loaded.limits.clone().sign_out(now));
        let change = SessionChange {
            outcome: SessionOutcome::Ended,
            limits: limits.as_ref(),
            registration: None,
            event: &Event::SignedOut { everywhere },
        };
        self.session_authenticator.sessions.save(&loaded, change, policy, now).await?;
        Ok(())
    }
}
