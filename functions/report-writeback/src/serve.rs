//! Connects [`ReportWriteback`] and serves it.

use lambda_kit::now;
use store::Wiring;

use crate::ReportWriteback;

/// Serves the step until the platform stops the process.
pub async fn serve(wiring: &Wiring) -> Result<(), lambda_kit::Error> {
    let step = ReportWriteback { agents: wiring.agents()?, resets: wiring.resets()? };
    step.resets.warm().await;
    lambda_kit::serve_agent("report-writeback", |request| step.handle(request, now())).await
}
