//! Wires [`ShowConfig`] to its table and the clock.

use api_contract::show_config::ShowConfig as Step;
use cloud::Wiring;
use lambda_kit::{environment, now};
use show_config::ShowConfig;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_kit::Error> {
    lambda_kit::init_telemetry();
    let wiring = Wiring::read(environment::optional)?;
    let step = ShowConfig { settings: wiring.settings()?, agents: wiring.agents()? };
    step.settings.warm(now()).await;
    lambda_kit::serve::<Step, _, _>(|_| step.handle(now())).await
}
