//! Wires [`SendCode`] to its tables, its queue, its keys and the clock.

use api_contract::send_code::SendCode as Step;
use cloud::Wiring;
use lambda_kit::{environment, now};
use send_code::SendCode;
use step_kit::Bearer;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_kit::Error> {
    lambda_kit::init_telemetry();
    let wiring = Wiring::read(environment::optional)?;
    let settings = wiring.settings()?;
    let codes = wiring.codes_queue()?;
    let (secrets, (), ()) = tokio::join!(
        async { tokio::try_join!(wiring.secret("TOKEN_SECRET_ARN"), wiring.secret("NAME_SECRET_ARN")) },
        settings.warm(now()),
        codes.warm(),
    );
    let (token, names) = secrets?;
    let step = SendCode {
        settings,
        counters: wiring.counters()?,
        names: names.name_key(),
        bearer: Bearer::new(token.token_key().as_bytes(), wiring.resets()?),
        codes,
    };
    lambda_kit::serve::<Step, _, _>(|request| step.handle(request, now())).await
}
