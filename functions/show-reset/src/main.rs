//! Wires [`ShowReset`] to its table, its key and the clock.

use api_contract::show_reset::ShowReset as Step;
use cloud::Wiring;
use lambda_kit::{environment, now};
use show_reset::ShowReset;
use step_kit::Bearer;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_kit::Error> {
    lambda_kit::init_telemetry();
    let wiring = Wiring::read(environment::optional)?;
    let resets = wiring.resets()?;
    let (token, ()) = tokio::join!(wiring.secret("TOKEN_SECRET_ARN"), resets.warm());
    let token = token?;
    let step = ShowReset { bearer: Bearer::new(token.token_key().as_bytes(), resets) };
    lambda_kit::serve::<Step, _, _>(|request| step.handle(request, now())).await
}
