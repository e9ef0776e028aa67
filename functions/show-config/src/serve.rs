//! Connects [`ShowConfig`] and serves it.

use api_contract::show_config::ShowConfig as Step;
use lambda_kit::now;
use store::Wiring;

use crate::ShowConfig;

/// Serves the step until the platform stops the process.
pub async fn serve(wiring: &Wiring) -> Result<(), lambda_kit::Error> {
    let step = ShowConfig { settings: wiring.settings()?, agents: wiring.agents()? };
    step.settings.warm(now()).await;
    lambda_kit::serve::<Step, _, _>(|_| step.handle(now())).await
}
