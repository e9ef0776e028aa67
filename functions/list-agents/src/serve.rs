//! Connects [`ListAgents`] and serves it.

use api_contract::admin::list_agents::ListAgents as Step;
use lambda_kit::now;
use store::Wiring;

use crate::ListAgents;

/// Serves the step until the platform stops the process.
pub async fn serve(wiring: &Wiring) -> Result<(), lambda_kit::Error> {
    let step = ListAgents { agents: wiring.agents()? };
    lambda_kit::serve_administrator::<Step, _, _>(|request| step.handle(request, now())).await
}
