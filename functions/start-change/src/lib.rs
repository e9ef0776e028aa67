//! Begins a change of the password by somebody who is signed in. From here on it goes like a reset.

mod serve;

use agent_protocol::job::binding;
use api_contract::start_change::{Response, StartChange as Step};
use domain::ResetId;
use jiff::Timestamp;
use lambda_kit::{Failure, Request, Success, random, rfc3339};
use step_kit::{Bearer, Presence, Visitors, failure, told_account, uuid};
use store::{agents::Agents, settings::Settings};

pub use serve::serve;

/// What the step needs.
#[derive(Debug)]
pub struct StartChange {
    /// The policy.
    pub settings: Settings,
    /// Admits who is signed in.
    pub visitors: Visitors,
    /// Whom to seal to.
    pub agents: Agents,
    /// Issues tokens.
    pub bearer: Bearer,
}

impl StartChange {
    /// Opens the change, and tells the account's rules and whom to seal both passwords to.
    pub async fn handle(&self, request: Request<Step>, now: Timestamp) -> Result<Success<Step>, Failure> {
        let policy = self.settings.policy(now).await?;
        let visitor = self.visitors.admit(&request, &policy, now).await?;
        let session = &visitor.loaded.session;
        session.admit_change(&visitor.standing).map_err(|refusal| failure(refusal, now))?;
        let (reset, event) = session.start_change(ResetId(uuid(random()?)), &policy, now);
        self.visitors.sessions.open_change(&reset, &event, now).await?;
        let expires_at = reset.expires_at();
        let binding = binding(&reset.id().0, &reset.subject().account.0, expires_at.as_second());
        Ok(Success::new(Response {
            token: self.bearer.token_for(&reset)?,
            expires_at: rfc3339(expires_at),
            account: told_account(visitor.account.account, &policy, now),
            seal: Presence::find(&self.agents, now).await?.seal(binding),
        }))
    }
}
