//! Connects [`TakeJob`] and serves it.

use lambda_kit::now;
use store::Wiring;

use crate::TakeJob;

/// Serves the step until the platform stops the process.
pub async fn serve(wiring: &Wiring) -> Result<(), lambda_kit::Error> {
    let step = TakeJob { agents: wiring.agents()?, resets: wiring.resets()? };
    step.resets.warm().await;
    lambda_kit::serve_agent("take-job", |request| step.handle(request, now())).await
}
