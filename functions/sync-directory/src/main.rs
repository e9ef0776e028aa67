//! Wires [`SyncDirectory`] to its tables, its keys and the clock.

use cloud::Wiring;
use lambda_kit::{environment, now};
use sync_directory::SyncDirectory;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_kit::Error> {
    lambda_kit::init_telemetry();
    let wiring = Wiring::read(environment::optional)?;
    let settings = wiring.settings()?;
    let (secrets, ()) = tokio::join!(
        async { tokio::try_join!(wiring.secret("NAME_SECRET_ARN"), wiring.secret("DESTINATION_SECRET_ARN")) },
        settings.warm(now()),
    );
    let (names, destinations) = secrets?;
    let step = SyncDirectory {
        agents: wiring.agents()?,
        lead: wiring.lead()?,
        settings,
        accounts: wiring.accounts()?,
        names: names.name_key(),
        destinations: destinations.destination_key(),
    };
    lambda_kit::serve_agent("sync-directory", |request| step.handle(request, now())).await
}
