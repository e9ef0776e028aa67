//! Orders the current password to be replaced by a new one: turns the change to writing and queues one job.

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

/// What the step needs.
#[derive(Debug)]
pub struct ChangePassword {
    /// Who is alive.
    pub agents: Agents,
    /// Places orders.
    pub orders: Orders,
}

impl ChangePassword {
    /// Orders, if an agent is alive that can open an envelope: a known password need not wait for one.
    pub async fn handle(&self, request: Request<Step>, now: Timestamp) -> Result<Success<Step>, Failure> {
        let digest = request_digest::<Step>(&request.body)?;
        let mut envelopes = validated_envelopes(request.body.envelopes)?;
        let presence = Presence::find(&self.agents, now).await?;
        envelopes.retain(|envelope| presence.is_alive(&envelope.agent));
        if envelopes.is_empty() {
            return Err(Failure::refused(ProblemKind::AgentsOffline));
        }
        let wanted =
            OrderRequest { request: digest, order: Order::ChangePassword { envelopes }, is_deferred: false };
        let token = self.orders.place(request.token.as_deref(), wanted, Reset::change_password, now).await?;
        Ok(Success::new(Response { token }))
    }
}
