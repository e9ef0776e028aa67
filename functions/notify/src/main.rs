//! Wires [`Notify`] to its tables, its carriers, its key and the clock.

use cloud::Wiring;
use lambda_kit::{environment, freeze_link::FreezeLinks, link::Links, now};
use notify::{Notify, Signers};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_kit::Error> {
    lambda_kit::init_telemetry();
    let wiring = Wiring::read(environment::optional)?;
    let settings = wiring.settings()?;
    let (secrets, ()) = tokio::join!(
        async { tokio::try_join!(wiring.secret("DESTINATION_SECRET_ARN"), wiring.secret("LINK_SECRET_ARN")) },
        settings.warm(now()),
    );
    let (destinations, link) = secrets?;
    let step = &Notify {
        settings,
        resets: wiring.resets()?,
        accounts: wiring.accounts()?,
        destinations: destinations.destination_key(),
        signers: Signers {
            cancel: Links::new(link.link_key().as_bytes()),
            freeze: FreezeLinks::new(link.freeze_key().as_bytes()),
        },
        carriers: wiring.carriers()?,
    };
    lambda_kit::serve_stream("notify", |record| async move { step.handle(&record, now()).await }).await
}
