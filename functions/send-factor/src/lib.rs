//! Sends a code to a method of somebody who is signing in.

mod serve;

use std::sync::atomic::{AtomicBool, Ordering};

use api_contract::send_factor::{Response, SendFactor as Step};
use crypto::codes::CodeKey;
use domain::{Policy, Session, StepRefusal};
use jiff::Timestamp;
use lambda_kit::{Failure, Request, Success, rfc3339};
use messaging::messages::CodePurpose;
use step_kit::{Courier, StepError, Visitor, Visitors, retry, seconds_until};
use store::{
    sessions::{Decided, Outcome},
    settings::Settings,
};

pub use serve::serve;

/// What the step needs.
#[derive(Debug)]
pub struct SendFactor {
    /// The policy.
    pub settings: Settings,
    /// Admits who is signed in.
    pub visitors: Visitors,
    /// Makes and sends codes.
    pub courier: Courier,
    /// Hashes codes.
    pub codes: CodeKey,
}

impl SendFactor {
    /// Counts the sending, keeps the code's hash, and hands the code to the carrier.
    pub async fn handle(&self, request: Request<Step>, now: Timestamp) -> Result<Success<Step>, Failure> {
        let policy = self.settings.policy(now).await?;
        let code = self.courier.code(&policy)?;
        let counted = AtomicBool::new(false);
        let (visitor, session) = retry(now, || self.admit(&request, &code, &policy, &counted, now)).await?;
        let sent = session.sent.ok_or_else(|| Failure::internal("an admitted sending left no trace"))?;
        let usable = visitor.standing.usable.iter().find(|usable| usable.id == sent.method);
        let destinations = visitor.loaded.registration.destinations(&visitor.account.directory);
        let to = usable.and_then(|usable| destinations.into_iter().find(|to| to.hash == usable.destination));
        let to = to.ok_or_else(|| Failure::internal("the method left the account"))?;
        self.courier.send(&visitor.account, to, CodePurpose::SignIn, &code, &policy).await?;
        Ok(Success::new(Response {
            code_length: u8::try_from(policy.limits.code_digits.value())?,
            code_expires_at: rfc3339(sent.expires_at),
            resend_after_seconds: seconds_until(sent.resend_at, now),
        }))
    }

    async fn admit(
        &self,
        request: &Request<Step>,
        code: &str,
        policy: &Policy,
        counted: &AtomicBool,
        now: Timestamp,
    ) -> Result<(Visitor, Session), StepError> {
        let visitor = self.visitors.admit(request, policy, now).await?;
        let (loaded, standing) = (&visitor.loaded, &visitor.standing);
        let method = &request.body.method;
        let usable =
            standing.usable.iter().find(|usable| usable.id == *method).ok_or(StepRefusal::MethodUnknown)?;
        let place = &loaded.session.id.0;
        let digest = self.codes.of_method(&loaded.session.account, place, &usable.destination, code);
        let (kept, limits) = (digest.as_bytes().to_vec(), loaded.limits.clone());
        let (session, limits, event) =
            loaded.session.clone().send_factor(method, kept, standing, limits, policy, now)?;
        // Once, however often the race for the session is lost.
        if !counted.swap(true, Ordering::Relaxed) {
            let (kind, hash) = (usable.kind, &usable.destination);
            self.courier.count(&request.source_address, kind, hash, policy, now).await?;
        }
        let decided = Decided {
            outcome: Outcome::Saved(&session),
            limits: Some(&limits),
            registration: None,
            event: &event,
        };
        self.visitors.sessions.save(loaded, decided, policy, now).await?;
        Ok((visitor, session))
    }
}
