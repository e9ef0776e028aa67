//! Connects [`RevokeAgent`] and serves it.

use api_contract::admin::revoke_agent::RevokeAgent as Step;
use lambda_kit::now;
use store::Wiring;

use crate::RevokeAgent;

/// Serves the step until the platform stops the process.
pub async fn serve(wiring: &Wiring) -> Result<(), lambda_kit::Error> {
    let step = RevokeAgent { agents: wiring.agents()?, audit: wiring.audit_table()? };
    lambda_kit::serve_administrator::<Step, _, _>(|request| step.handle(request, now())).await
}
