//! Wires [`RemoveMethod`] to its tables and the clock.

use api_contract::remove_method::RemoveMethod as Step;
use cloud::Wiring;
use lambda_kit::{environment, now};
use remove_method::RemoveMethod;
use step_kit::Visitors;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_kit::Error> {
    lambda_kit::init_telemetry();
    let wiring = Wiring::read(environment::optional)?;
    let visitors = Visitors { sessions: wiring.sessions()?, site: wiring.site()? };
    let step = RemoveMethod { settings: wiring.settings()?, visitors };
    step.settings.warm(now()).await;
    lambda_kit::serve::<Step, _, _>(|request| step.handle(request, now())).await
}
