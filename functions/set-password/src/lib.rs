//! Orders a sealed password to be written: turns the reset to writing and queues one job. What is inside the envelopes,
//! only agents can tell.

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

/// What the step needs.
#[derive(Debug)]
pub struct SetPassword {
    /// Who is alive.
    pub agents: Agents,
    /// Places orders.
    pub orders: Orders,
}

impl SetPassword {
    /// Checks the envelopes' form, drops those to agents that are enrolled no more, and orders if an agent is alive which
    /// can open one. Where all of those are away, the person may let the order wait for them.
    pub async fn handle(&self, request: Request<Step>, now: Timestamp) -> Result<Success<Step>, Failure> {
        let digest = request_digest::<Step>(&request.body)?;
        let mut envelopes = validated_envelopes(request.body.envelopes)?;
        let presence = Presence::find(&self.agents, now).await?;
        envelopes.retain(|envelope| presence.is_enrolled(&envelope.agent));
        let is_deferred = !envelopes.iter().any(|envelope| presence.is_alive(&envelope.agent));
        if envelopes.is_empty() || (is_deferred && !request.body.is_deferrable) {
            return Err(Failure::refused(ProblemKind::AgentsOffline));
        }
        let wanted = OrderRequest { request: digest, order: Order::SetPassword { envelopes }, is_deferred };
        let token = self.orders.place(request.token.as_deref(), wanted, Reset::set_password, now).await?;
        Ok(Success::new(Response { token }))
    }
}
