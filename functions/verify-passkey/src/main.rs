//! Wires [`VerifyPasskey`] to its tables, its keys and the clock.

use api_contract::verify_passkey::VerifyPasskey as Step;
use cloud::Wiring;
use lambda_kit::{environment, now};
use step_kit::{Bearer, Gates, Judge};
use verify_passkey::VerifyPasskey;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_kit::Error> {
    lambda_kit::init_telemetry();
    let wiring = Wiring::read(environment::optional)?;
    let settings = wiring.settings()?;
    let (token, code, destinations, ()) = tokio::join!(
        wiring.secret("TOKEN_SECRET_ARN"),
        wiring.secret("CODE_SECRET_ARN"),
        wiring.secret("DESTINATION_SECRET_ARN"),
        settings.warm(now()),
    );
    let gates = Gates {
        settings,
        counters: wiring.counters()?,
        agents: wiring.agents()?,
        judge: Judge::new(&code?, &destinations?, &wiring.site()?)?,
        bearer: Bearer::new(token?.token_key().as_bytes(), wiring.resets()?),
    };
    let step = VerifyPasskey { gates };
    lambda_kit::serve::<Step, _, _>(|request| step.handle(request, now())).await
}
