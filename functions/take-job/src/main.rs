//! Wires [`TakeJob`] to its tables and the clock.

use cloud::Wiring;
use lambda_kit::{environment, now};
use take_job::TakeJob;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_kit::Error> {
    lambda_kit::init_telemetry();
    let wiring = Wiring::read(environment::optional)?;
    let step = TakeJob { agents: wiring.agents()?, resets: wiring.resets()? };
    step.resets.warm().await;
    lambda_kit::serve_agent("take-job", |request| step.handle(request, now())).await
}
