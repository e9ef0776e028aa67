//! Orders an agent to replace the current password by a new one: the change turns to writing, and one job is queued.

mod serve;

use agent_protocol::job::Order;
use api_contract::{
    ProblemKind,
    change_password::{ChangePassword as Step, Response},
};
use domain::Reset;
use jiff::Timestamp;
use lambda_kit::{Failure, Request, Success};
use step_kit::{OrderRequest, Orders, Presence, request_digest, validated_envelopes};
use store::agents::Agents;

pub use serve::serve;

#[derive(Debug)]
pub struct ChangePassword {
    /// The agents, which may be alive or not.
    pub agents: Agents,
    pub orders: Orders,
}

impl ChangePassword {
    /// Places the order if an agent is alive that can open an envelope. A change is never deferred: the user knows the
    /// current password.
    pub async fn handle(&self, request: Request<Step>, now: Timestamp) -> Result<Success<Step>, Failure> {
        let digest = request_digest::<Step>(&request.body)?;
        let mut envelopes = validated_envelopes(request.body.envelopes)?;
        let presence = Presence::find(&self.agents, now).await?;
        envelopes.retain(|envelope| presence.is_alive(&envelope.agent));
        if envelopes.is_empty() {
            return Err(Failure::refused(ProblemKind::AgentsOffline));
        }
        let order_request =
            OrderRequest { request: digest, order: Order::ChangePassword { envelopes }, is_deferred: false };
        let token =
            self.orders.place(request.token.as_deref(), order_request, Reset::change_password, now).await?;
        Ok(Success::new(Response { token }))
    }
}
