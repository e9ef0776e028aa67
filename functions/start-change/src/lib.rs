//! Begins a change of password for a signed-in user. From here on it goes like a reset.

mod serve;

use agent_protocol::job::binding;
use api_contract::start_change::{Response, StartChange as Step};
use domain::ResetId;
use jiff::Timestamp;
use lambda_kit::{Failure, Request, Success, random, rfc3339};
use step_kit::{Presence, ResetAuthenticator, SessionAuthenticator, account_response, failure, uuid};
use store::{agents::Agents, settings::Settings};

pub use serve::serve;

#[derive(Debug)]
pub struct StartChange {
    pub settings: Settings,
    pub session_authenticator: SessionAuthenticator,
    /// The agents to seal to.
    pub agents: Agents,
    pub reset_authenticator: ResetAuthenticator,
}

impl StartChange {
    /// Opens the change, and returns the account's rules and the keys to seal both passwords with.
    pub async fn handle(&self, request: Request<Step>, now: Timestamp) -> Result<Success<Step>, Failure> {
        let policy = self.settings.policy(now).await?;
        let user = self.session_authenticator.admit(&request, &policy, now).await?;
        let session = &user.loaded.session;
        session.authorize_change(&user.requirements).map_err(|refusal| failure(refusal, now))?;
        let (reset, event) = session.start_change(ResetId(uuid(random()?)), &policy, now);
        self.session_authenticator.sessions.open_change(&reset, &event, now).await?;
        let expires_at = reset.expires_at();
        let binding = binding(&reset.id().0, &reset.subject().account.0, expires_at.as_second());
        Ok(Success::new(Response {
            token: self.reset_authenticator.token_for(&reset)?,
            expires_at: rfc3339(expires_at),
            account: account_response(user.account.account, &policy, now),
            seal: Presence::find(&self.agents, now).await?.seal(binding),
        }))
    }
}
