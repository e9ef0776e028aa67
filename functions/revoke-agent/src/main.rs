//! The function `revoke-agent`.

use cloud::Wiring;
use lambda_kit::{environment, now};
use revoke_agent::RevokeAgent;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_kit::Error> {
    lambda_kit::init_telemetry();
    let wiring = Wiring::read(environment::optional)?;
    let step = RevokeAgent { agents: wiring.agents()?, audit: wiring.audit_table()? };
    lambda_kit::serve_administrator("revoke-agent", |asked| step.handle(asked, now())).await
}
