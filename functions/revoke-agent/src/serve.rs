//! Connects [`RevokeAgent`] and serves it.

use lambda_kit::now;
use store::Wiring;

use crate::RevokeAgent;

/// Serves the step until the platform stops the process.
pub async fn serve(wiring: &Wiring) -> Result<(), lambda_kit::Error> {
    let step = RevokeAgent { agents: wiring.agents()?, audit: wiring.audit_table()? };
    lambda_kit::serve_administrator("revoke-agent", |request| step.handle(request, now())).await
}
