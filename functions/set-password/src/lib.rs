//! Orders a sealed password to be written: turns the reset to writing and queues one job. What is inside the envelopes,
//! only agents can tell.

mod envelopes;

use agent_protocol::job::Order;
use api_contract::{
    ProblemKind,
    set_password::{Response, SetPassword as Step},
};
use cloud::agents::Agents;
use jiff::Timestamp;
use lambda_kit::{Failure, Request, Success};
use reset_domain::Reset;
use step_kit::{Orders, request_digest};

/// What the step needs.
#[derive(Debug)]
pub struct SetPassword {
    /// Who is alive.
    pub agents: Agents,
    /// Places orders.
    pub orders: Orders,
}

impl SetPassword {
    /// Checks the envelopes' form, and that an agent is alive which can open one; then orders.
    pub async fn handle(&self, request: Request<Step>, now: Timestamp) -> Result<Success<Step>, Failure> {
        let digest = request_digest::<Step>(&request.body)?;
        let envelopes = envelopes::checked(request.body.envelopes)?;
        let alive = self.agents.alive(now).await?;
        if !envelopes.iter().any(|envelope| alive.iter().any(|agent| agent.id == envelope.agent)) {
            return Err(Failure::refused(ProblemKind::AgentsOffline));
        }
        let order = Order::SetPassword { envelopes };
        let token =
            self.orders.place(request.token.as_deref(), digest, order, Reset::set_password, now).await?;
        Ok(Success::new(Response { token }))
    }
}
