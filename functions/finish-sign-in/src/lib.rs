//! Returns the outcome of a sign-in, and begins the session if the password was right.

mod serve;

use api_contract::{
    ProblemKind,
    finish_sign_in::{FinishSignIn as Step, Response, Session, State},
};
use crypto::{sign_in_token::SignInTokens, signer::TokenError};
use domain::{ClientInfo, FinishSignInOutcome, Policy, SignInId};
use jiff::Timestamp;
use lambda_kit::{Failure, Request, Success, random};
use step_kit::{StepError, requirements, retry, session_response};
use store::{
    sessions::{Reference, Sessions},
    settings::Settings,
    sign_ins::SignIns,
};

pub use serve::serve;

#[derive(Debug)]
pub struct FinishSignIn {
    pub settings: Settings,
    pub sign_ins: SignIns,
    pub sessions: Sessions,
    pub tokens: SignInTokens,
}

impl FinishSignIn {
    /// Returns the state of the sign-in. A correct password starts one session, and only this answer contains its
    /// reference.
    pub async fn handle(&self, request: Request<Step>, now: Timestamp) -> Result<Success<Step>, Failure> {
        let token = request.token.as_deref().unwrap_or_default();
        let id = self.tokens.verify(token, now).map_err(|error| {
            Failure::refused(match error {
                TokenError::Invalid | TokenError::Expired => ProblemKind::TokenInvalid,
            })
        })?;
        let (id, reference) = (SignInId(id), Reference::new(random()?));
        let policy = self.settings.policy(now).await?;
        let client =
            ClientInfo::new(request.source_address.parse()?, &request.user_agent, &request.accept_language);
        let finished = retry(now, || self.finish(&id, &reference, &client, &policy, now)).await?;
        Ok(match finished {
            FinishSignInOutcome::Checking => Success::new(Response { state: State::Checking, ..EMPTY }),
            FinishSignInOutcome::Refused(refusal) => {
                Success::new(Response { state: State::Refused, refusal: Some(refusal), ..EMPTY })
            }
            FinishSignInOutcome::SignedIn { session, .. } => {
                let session = Some(self.new_session(session, &policy, now).await?);
                let answer = Response { state: State::SignedIn, session, ..EMPTY };
                Success::new(answer).with_session(reference.as_str())
            }
        })
    }

    /// Returns a session that has just begun, with its next screen.
    async fn new_session(
        &self,
        session: domain::Session,
        policy: &Policy,
        now: Timestamp,
    ) -> Result<Session, Failure> {
        let loaded = self.sessions.load_begun(session).await?;
        let account = loaded.account.ok_or_else(|| Failure::refused(ProblemKind::TokenInvalid))?;
        let requirements = requirements(&account, &loaded.registration, &loaded.limits, policy, now);
        Ok(session_response(&loaded.session, &requirements, policy))
    }

    async fn finish(
        &self,
        id: &SignInId,
        reference: &Reference,
        client: &ClientInfo,
        policy: &Policy,
        now: Timestamp,
    ) -> Result<FinishSignInOutcome, StepError> {
        let loaded = self.sign_ins.load(id).await?;
        let loaded = loaded.ok_or_else(|| Failure::refused(ProblemKind::TokenInvalid))?;
        let finished = loaded.sign_in.finish_sign_in(reference.id(), Some(client.clone()), now)?;
        if let FinishSignInOutcome::SignedIn { sign_in, session, event } = &finished {
            self.sessions.begin(session, sign_in, loaded.version, event, policy).await?;
        }
        Ok(finished)
    }
}

const EMPTY: Response = Response { state: State::Checking, refusal: None, session: None };
