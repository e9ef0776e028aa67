//! Connects [`AgentSession`] and serves it.

use lambda_kit::now;
use store::Wiring;

use crate::AgentSession;

/// Serves the step until the platform stops the process.
pub async fn serve(wiring: &Wiring) -> Result<(), lambda_kit::Error> {
    let step = AgentSession {
        agents: wiring.agents()?,
        settings: wiring.settings()?,
        sessions: wiring.agent_sessions()?,
        queue: wiring.jobs_queue_for_agents()?,
    };
    step.settings.warm(now()).await;
    lambda_kit::serve_agent("agent-session", |request| step.handle(request, now())).await
}
