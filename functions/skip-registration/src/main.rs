//! Wires [`SkipRegistration`] to its tables and the clock.

use api_contract::skip_registration::SkipRegistration as Step;
use cloud::Wiring;
use lambda_kit::{environment, now};
use skip_registration::SkipRegistration;
use step_kit::Visitors;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_kit::Error> {
    lambda_kit::init_telemetry();
    let wiring = Wiring::read(environment::optional)?;
    let visitors = Visitors { sessions: wiring.sessions()?, site: wiring.site()? };
    let step = SkipRegistration { settings: wiring.settings()?, visitors };
    step.settings.warm(now()).await;
    lambda_kit::serve::<Step, _, _>(|request| step.handle(request, now())).await
}
