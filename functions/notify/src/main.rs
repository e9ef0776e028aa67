//! Wires [`Notify`] to its tables, its carriers, its key and the clock.

use cloud::Wiring;
use lambda_kit::{environment, now};
use notify::Notify;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_kit::Error> {
    lambda_kit::init_telemetry();
    let wiring = Wiring::read(environment::optional)?;
    let settings = wiring.settings()?;
    let (destinations, ()) = tokio::join!(wiring.secret("DESTINATION_SECRET_ARN"), settings.warm(now()));
    let destinations = destinations?;
    let step = &Notify {
        settings,
        resets: wiring.resets()?,
        accounts: wiring.accounts()?,
        destinations: destinations.destination_key(),
        carriers: wiring.carriers()?,
    };
    lambda_kit::serve_stream("notify", |record| async move { step.handle(&record, now()).await }).await
}
