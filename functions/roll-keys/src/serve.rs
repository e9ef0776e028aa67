//! Connects [`RollKeys`] and serves it.

use lambda_kit::now;
use store::Wiring;

use crate::RollKeys;

/// Serves the step until the platform stops the process.
pub async fn serve(wiring: &Wiring) -> Result<(), lambda_kit::Error> {
    let step = RollKeys { agents: wiring.agents()?, audit: wiring.audit_table()? };
    lambda_kit::serve_agent("roll-keys", |request| step.handle(request, now())).await
}
