//! Orders an agent to set a new password: the reset turns to writing, and one job is queued. Only agents can open the
//! envelopes.

mod serve;

use agent_protocol::job::Order;
use api_contract::{
    ProblemKind,
    set_password::{Response, SetPassword as Step},
};
use domain::Reset;
use jiff::Timestamp;
use lambda_kit::{Failure, Request, Success};
use step_kit::{OrderRequest, Orders, Presence, request_digest, validated_envelopes};
use store::agents::Agents;

pub use serve::serve;

#[derive(Debug)]
pub struct SetPassword {
    /// The agents, which may be alive or not.
    pub agents: Agents,
    pub orders: Orders,
}

impl SetPassword {
    /// Checks the envelopes' form, drops those to agents that are not enrolled any more, and places the order if an
    /// agent is alive that can open one. If none is, the user may defer the order.
    pub async fn handle(&self, request: Request<Step>, now: Timestamp) -> Result<Success<Step>, Failure> {
        let digest = request_digest::<Step>(&request.body)?;
        let mut envelopes = validated_envelopes(request.body.envelopes)?;
        let presence = Presence::find(&self.agents, now).await?;
        envelopes.retain(|envelope| presence.is_enrolled(&envelope.agent));
        let is_deferred = !envelopes.iter().any(|envelope| presence.is_alive(&envelope.agent));
        if envelopes.is_empty() || (is_deferred && !request.body.is_deferrable) {
            return Err(Failure::refused(ProblemKind::AgentsOffline));
        }
        let order_request =
            OrderRequest { request: digest, order: Order::SetPassword { envelopes }, is_deferred };
        let token =
            self.orders.place(request.token.as_deref(), order_request, Reset::set_password, now).await?;
        Ok(Success::new(Response { token }))
    }
}
