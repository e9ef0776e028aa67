//! Wires [`VerifyCode`] to its tables, its keys and the clock.

use api_contract::verify_code::VerifyCode as Step;
use cloud::Wiring;
use lambda_kit::{environment, now};
use step_kit::Bearer;
use verify_code::VerifyCode;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_kit::Error> {
    lambda_kit::init_telemetry();
    let wiring = Wiring::read(environment::optional)?;
    let settings = wiring.settings()?;
    let (secrets, ()) = tokio::join!(
        async { tokio::try_join!(wiring.secret("TOKEN_SECRET_ARN"), wiring.secret("CODE_SECRET_ARN")) },
        settings.warm(now()),
    );
    let (token, code) = secrets?;
    let step = VerifyCode {
        settings,
        counters: wiring.counters()?,
        agents: wiring.agents()?,
        key: code.code_key(),
        bearer: Bearer::new(token.token_key().as_bytes(), wiring.resets()?),
    };
    lambda_kit::serve::<Step, _, _>(|request| step.handle(request, now())).await
}
