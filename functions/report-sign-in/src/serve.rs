//! Connects [`ReportSignIn`] and serves it.

use lambda_kit::now;
use store::Wiring;

use crate::ReportSignIn;

/// Serves the step until the platform stops the process.
pub async fn serve(wiring: &Wiring) -> Result<(), lambda_kit::Error> {
    let (agents, counters, sign_ins) = (wiring.agents()?, wiring.counters()?, wiring.sign_ins()?);
    let step = ReportSignIn { agents, counters, sign_ins };
    step.sign_ins.warm().await;
    lambda_kit::serve_agent("report-sign-in", |request| step.handle(request, now())).await
}
