//! Returns what a sign-in needs before the account is known: a proof of work, and the keys to seal the password with.

mod serve;

use agent_protocol::job::sign_in_binding;
use api_contract::prepare_sign_in::{PrepareSignIn as Step, Response};
use jiff::Timestamp;
use lambda_kit::{Failure, Success};
use step_kit::{ChallengeIssuer, Presence};
use store::agents::Agents;

pub use serve::serve;

#[derive(Debug)]
pub struct PrepareSignIn {
    pub issuer: ChallengeIssuer,
    pub agents: Agents,
}

impl PrepareSignIn {
    /// Issues a challenge, whose id the sign-in will have, and returns it with the keys of the agents that are alive.
    pub async fn handle(&self, now: Timestamp) -> Result<Success<Step>, Failure> {
        let (challenge, solved) = self.issuer.issue(now).await?;
        let presence = Presence::find(&self.agents, now).await?;
        let binding = sign_in_binding(&solved.id, solved.terms.expires_at.as_second());
        let seal = if presence.all_offline() { None } else { presence.seal(binding) };
        Ok(Success::new(Response { challenge, seal }))
    }
}
