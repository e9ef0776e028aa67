//! Orders the lockout to be cleared, leaving the password as it is.

mod serve;

use agent_protocol::job::Order;
use api_contract::{
    ProblemKind,
    unlock_account::{Response, UnlockAccount as Step},
};
use domain::Reset;
use jiff::Timestamp;
use lambda_kit::{Failure, Request, Success};
use step_kit::{OrderRequest, Orders, Presence, request_digest};
use store::agents::Agents;

pub use serve::serve;

/// What the step needs.
#[derive(Debug)]
pub struct UnlockAccount {
    /// Who is alive.
    pub agents: Agents,
    /// Places orders.
    pub orders: Orders,
}

impl UnlockAccount {
    /// Orders, if an agent is alive. Where all are away, the person may let the order wait for one.
    pub async fn handle(&self, request: Request<Step>, now: Timestamp) -> Result<Success<Step>, Failure> {
        let digest = request_digest::<Step>(&request.body)?;
        let presence = Presence::find(&self.agents, now).await?;
        let is_deferred = presence.all_offline();
        if presence.is_empty() || (is_deferred && !request.body.is_deferrable) {
            return Err(Failure::refused(ProblemKind::AgentsOffline));
        }
        let wanted = OrderRequest { request: digest, order: Order::UnlockAccount, is_deferred };
        let token = self.orders.place(request.token.as_deref(), wanted, Reset::unlock_account, now).await?;
        Ok(Success::new(Response { token }))
    }
}
