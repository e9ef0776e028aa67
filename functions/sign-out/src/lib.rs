//! Ends the session of who asks, and, where the person wants that, every session of the account.

use api_contract::{
    ProblemKind,
    sign_out::{Response, SignOut as Step},
};
use cloud::settings::Settings;
use jiff::Timestamp;
use lambda_kit::{Failure, Request, Success};
use reset_domain::{Event, Policy};
use step_kit::{StepError, Visitor, Visitors, retry};

/// What the step needs.
#[derive(Debug)]
pub struct SignOut {
    /// The policy.
    pub settings: Settings,
    /// Admits who is signed in.
    pub visitors: Visitors,
}

impl SignOut {
    /// Ends it. Who is not signed in is signed out as well; the browser's reference goes in any case.
    pub async fn handle(&self, request: Request<Step>, now: Timestamp) -> Result<Success<Step>, Failure> {
        let policy = self.settings.policy(now).await?;
        match retry(now, || self.end(&request, &policy, now)).await {
            Ok(()) => {}
            Err(Failure::Refused(refused)) if refused.kind == ProblemKind::SessionRequired => {}
            Err(failure) => return Err(failure),
        }
        Ok(Success::new(Response {}).without_session())
    }

    async fn end(&self, request: &Request<Step>, policy: &Policy, now: Timestamp) -> Result<(), StepError> {
        let Visitor { session, limits, versions, .. } = self.visitors.admit(request, policy, now).await?;
        let everywhere = request.body.everywhere;
        let limits = everywhere.then(|| limits.sign_out(now));
        let event = Event::SignedOut { everywhere };
        self.visitors.sessions.end(&versions, &session, limits.as_ref(), &event, now).await?;
        Ok(())
    }
}
