//! The function `agent-session`.

use agent_session::AgentSession;
use cloud::Wiring;
use lambda_kit::{environment, now};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_kit::Error> {
    lambda_kit::init_telemetry();
    let wiring = Wiring::read(environment::optional)?;
    let step = AgentSession {
        agents: wiring.agents()?,
        settings: wiring.settings()?,
        sessions: wiring.agent_sessions()?,
        queue: wiring.jobs_queue_for_agents()?,
    };
    step.settings.warm(now()).await;
    lambda_kit::serve_agent("agent-session", |request| step.handle(request, now())).await
}
