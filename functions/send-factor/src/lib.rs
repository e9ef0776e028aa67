//! Sends a code to a method of a user who is signing in.

mod serve;

use std::sync::atomic::{AtomicBool, Ordering};

use api_contract::send_factor::{Response, SendFactor as Step};
use crypto::codes::CodeKey;
use domain::{Policy, Session, StepRefusal};
use jiff::Timestamp;
use lambda_kit::{Failure, Request, Success, rfc3339};
use messaging::messages::CodePurpose;
use step_kit::{CodeSender, SessionAuthenticator, SignedInUser, StepError, UserCode, retry, seconds_until};
use store::{
    sessions::{SessionChange, SessionOutcome},
    settings::Settings,
};

pub use serve::serve;

#[derive(Debug)]
pub struct SendFactor {
    pub settings: Settings,
    pub session_authenticator: SessionAuthenticator,
    pub code_sender: CodeSender,
    /// Hashes the code that is sent.
    pub codes: CodeKey,
}

impl SendFactor {
    /// Counts a send, saves the hash of the code, and hands the code to the provider.
    pub async fn handle(&self, request: Request<Step>, now: Timestamp) -> Result<Success<Step>, Failure> {
        let policy = self.settings.policy(now).await?;
        let code = self.code_sender.code(&policy)?;
        let counted = AtomicBool::new(false);
        let (user, session) = retry(now, || self.admit(&request, &code, &policy, &counted, now)).await?;
        let sent = session.sent.ok_or_else(|| Failure::internal("an admitted sending was not stored"))?;
        let usable = user.requirements.usable.iter().find(|usable| usable.id == sent.method);
        let destinations = user.loaded.registration.destinations(&user.account.directory);
        let to = usable.and_then(|usable| destinations.into_iter().find(|to| to.hash == usable.destination));
        let to = to.ok_or_else(|| Failure::internal("the method left the account"))?;
        let code = UserCode { user: &user, kind: to.kind, purpose: CodePurpose::SignIn, code: &code };
        self.code_sender.send(&code, to, &policy, now).await?;
        Ok(Success::new(Response {
            code_length: u8::try_from(policy.limits.code_digits.value())?,
            code_expires_at: rfc3339(sent.code.expires_at),
            resend_after_seconds: seconds_until(sent.resend_at, now),
        }))
    }

    /// Counts a send and saves it in the session.
    async fn admit(
        &self,
        request: &Request<Step>,
        code: &str,
        policy: &Policy,
        counted: &AtomicBool,
        now: Timestamp,
    ) -> Result<(SignedInUser, Session), StepError> {
        let user = self.session_authenticator.admit(request, policy, now).await?;
        let (loaded, requirements) = (&user.loaded, &user.requirements);
        let method = &request.body.method;
        let usable = requirements
            .usable
            .iter()
            .find(|usable| usable.id == *method)
            .ok_or(StepRefusal::MethodUnknown)?;
        let scope = &loaded.session.id.0;
        let digest = self.codes.method_code_digest(&loaded.session.account, scope, &usable.destination, code);
        let (digest, limits) = (digest.as_bytes().to_vec(), loaded.limits.clone());
        let (session, limits, event) =
            loaded.session.clone().send_factor(method, digest, requirements, limits, policy, now)?;
        // A request is counted once, however often it is retried.
        if !counted.swap(true, Ordering::Relaxed) {
            let (kind, hash) = (usable.kind, &usable.destination);
            let code = UserCode { user: &user, kind, purpose: CodePurpose::SignIn, code };
            self.code_sender.count(&request.source_address, &code, hash, policy, now).await?;
        }
        let change = SessionChange {
            outcome: SessionOutcome::Saved(&session),
            limits: Some(&limits),
            registration: None,
            event: &event,
        };
        self.session_authenticator.sessions.save(loaded, change, policy, now).await?;
        Ok((user, session))
    }
}
