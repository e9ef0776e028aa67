//! Wires [`SignOut`] to its tables and the clock.

use api_contract::sign_out::SignOut as Step;
use cloud::Wiring;
use lambda_kit::{environment, now};
use sign_out::SignOut;
use step_kit::Visitors;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_kit::Error> {
    lambda_kit::init_telemetry();
    let wiring = Wiring::read(environment::optional)?;
    let visitors = Visitors { sessions: wiring.sessions()?, site: wiring.site()? };
    let step = SignOut { settings: wiring.settings()?, visitors };
    step.settings.warm(now()).await;
    lambda_kit::serve::<Step, _, _>(|request| step.handle(request, now())).await
}
