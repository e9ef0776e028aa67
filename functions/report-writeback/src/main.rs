//! Wires [`ReportWriteback`] to its tables and the clock.

use cloud::Wiring;
use lambda_kit::{environment, now};
use report_writeback::ReportWriteback;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_kit::Error> {
    lambda_kit::init_telemetry();
    let wiring = Wiring::read(environment::optional)?;
    let step = ReportWriteback { agents: wiring.agents()?, resets: wiring.resets()? };
    step.resets.warm().await;
    lambda_kit::serve_agent("report-writeback", |request| step.handle(request, now())).await
}
