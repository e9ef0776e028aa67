//! The function `list-agents`.

use cloud::Wiring;
use lambda_kit::{environment, now};
use list_agents::ListAgents;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_kit::Error> {
    lambda_kit::init_telemetry();
    let step = ListAgents { agents: Wiring::read(environment::optional)?.agents()? };
    lambda_kit::serve_administrator("list-agents", |asked| step.handle(asked, now())).await
}
