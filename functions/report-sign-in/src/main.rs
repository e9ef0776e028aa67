//! Wires [`ReportSignIn`] to its tables and the clock.

use cloud::Wiring;
use lambda_kit::{environment, now};
use report_sign_in::ReportSignIn;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_kit::Error> {
    lambda_kit::init_telemetry();
    let wiring = Wiring::read(environment::optional)?;
    let step = ReportSignIn { agents: wiring.agents()?, sign_ins: wiring.sign_ins()? };
    step.sign_ins.warm().await;
    lambda_kit::serve_agent("report-sign-in", |request| step.handle(request, now())).await
}
