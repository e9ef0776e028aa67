//! Orders the lockout to be cleared, leaving the password as it is.

use agent_protocol::job::Order;
use api_contract::{
    ProblemKind,
    unlock_account::{Response, UnlockAccount as Step},
};
use cloud::agents::Agents;
use jiff::Timestamp;
use lambda_kit::{Failure, Request, Success};
use reset_domain::Reset;
use step_kit::{Orders, request_digest};

/// What the step needs.
#[derive(Debug)]
pub struct UnlockAccount {
    /// Who is alive.
    pub agents: Agents,
    /// Places orders.
    pub orders: Orders,
}

impl UnlockAccount {
    /// Orders, if an agent is alive.
    pub async fn handle(&self, request: Request<Step>, now: Timestamp) -> Result<Success<Step>, Failure> {
        let digest = request_digest::<Step>(&request.body)?;
        if self.agents.alive(now).await?.is_empty() {
            return Err(Failure::refused(ProblemKind::AgentsOffline));
        }
        let (token, order) = (request.token.as_deref(), Order::UnlockAccount);
        let token = self.orders.place(token, digest, order, Reset::unlock_account, now).await?;
        Ok(Success::new(Response { token }))
    }
}
