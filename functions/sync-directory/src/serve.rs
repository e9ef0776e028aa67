//! Connects [`SyncDirectory`] and serves it.

use lambda_kit::now;
use store::{SecretName, Wiring};

use crate::SyncDirectory;

/// Serves the step until the platform stops the process.
pub async fn serve(wiring: &Wiring) -> Result<(), lambda_kit::Error> {
    let secret_names = [SecretName::Name, SecretName::Destination];
    let (settings, [names, destinations]) = wiring.settings_and_secrets(secret_names, now()).await?;
    let step = SyncDirectory {
        agents: wiring.agents()?,
        leader_lease: wiring.leader_lease()?,
        settings,
        accounts: wiring.accounts()?,
        names: names.name_key(),
        destinations: destinations.destination_key(),
        audit: wiring.audit_table()?,
    };
    lambda_kit::serve_agent("sync-directory", |request| step.handle(request, now())).await
}
