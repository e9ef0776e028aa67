//! Orders an agent to end a lockout, leaving the password as it is.

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

#[derive(Debug)]
pub struct UnlockAccount {
    /// The agents, which may be alive or not.
    pub agents: Agents,
    pub orders: Orders,
}

impl UnlockAccount {
    /// Places the order if an agent is alive. If none is, the user may defer the order.
    pub async fn handle(&self, request: Request<Step>, now: Timestamp) -> Result<Success<Step>, Failure> {
        let digest = request_digest::<Step>(&request.body)?;
        let presence = Presence::find(&self.agents, now).await?;
        let is_deferred = presence.all_offline();
        if presence.is_empty() || (is_deferred && !request.body.is_deferrable) {
            return Err(Failure::refused(ProblemKind::AgentsOffline));
        }
        let order_request = OrderRequest { request: digest, order: Order::UnlockAccount, is_deferred };
        let token =
            self.orders.place(request.token.as_deref(), order_request, Reset::unlock_account, now).await?;
        Ok(Success::new(Response { token }))
    }
}
