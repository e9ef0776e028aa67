//! Connects [`PrepareSignIn`] and serves it.

use api_contract::prepare_sign_in::PrepareSignIn as Step;
use lambda_kit::now;
use step_kit::{ChallengeIssuer, Flow};
use store::Wiring;

use crate::PrepareSignIn;

/// Serves the step until the platform stops the process.
pub async fn serve(wiring: &Wiring) -> Result<(), lambda_kit::Error> {
    let step = PrepareSignIn {
        issuer: ChallengeIssuer::connect(wiring, Flow::SignIn).await?,
        agents: wiring.agents()?,
    };
    lambda_kit::serve::<Step, _, _>(|_| step.handle(now())).await
}
