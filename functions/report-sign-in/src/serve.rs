//! Connects [`ReportSignIn`] and serves it.

use lambda_kit::now;
use store::Wiring;

use crate::ReportSignIn;

/// Serves the step until the platform stops the process.
pub async fn serve(wiring: &Wiring) -> Result<(), lambda_kit::Error> {
    let step = ReportSignIn { agents: wiring.agents()?, sign_ins: wiring.sign_ins()? };
    step.sign_ins.warm().await;
    lambda_kit::serve_agent("report-sign-in", |request| step.handle(request, now())).await
}
