//! Wires [`SendFactor`] to its tables, its carriers, its keys and the clock.

use api_contract::send_factor::SendFactor as Step;
use cloud::Wiring;
use lambda_kit::{environment, now};
use send_factor::SendFactor;
use step_kit::{Courier, Visitors};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_kit::Error> {
    lambda_kit::init_telemetry();
    let wiring = Wiring::read(environment::optional)?;
    let settings = wiring.settings()?;
    let secrets =
        async { tokio::try_join!(wiring.secret("CODE_SECRET_ARN"), wiring.secret("DESTINATION_SECRET_ARN")) };
    let (secrets, ()) = tokio::join!(secrets, settings.warm(now()));
    let (code, destinations) = secrets?;
    let courier = Courier {
        counters: wiring.counters()?,
        destinations: destinations.destination_key(),
        carriers: wiring.carriers()?,
    };
    let visitors = Visitors { sessions: wiring.sessions()?, site: wiring.site()? };
    let step = SendFactor { settings, visitors, courier, codes: code.code_key() };
    lambda_kit::serve::<Step, _, _>(|request| step.handle(request, now())).await
}
