//! The function `roll-keys`.

use cloud::Wiring;
use lambda_kit::{environment, now};
use roll_keys::RollKeys;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_kit::Error> {
    lambda_kit::init_telemetry();
    let wiring = Wiring::read(environment::optional)?;
    let step = RollKeys { agents: wiring.agents()?, audit: wiring.audit_table()? };
    lambda_kit::serve_agent("roll-keys", |request| step.handle(request, now())).await
}
