//! Connects [`ProveMethod`] and serves it.

use api_contract::prove_method::ProveMethod as Step;
use lambda_kit::now;
use step_kit::SessionAuthenticator;
use store::Wiring;

use crate::ProveMethod;

/// Serves the step until the platform stops the process.
pub async fn serve(wiring: &Wiring) -> Result<(), lambda_kit::Error> {
    let (settings, session_authenticator, verifier, devices) =
        SessionAuthenticator::connect_with_devices(wiring).await?;
    let step = ProveMethod { settings, session_authenticator, verifier, devices };
    lambda_kit::serve::<Step, _, _>(|request| step.handle(request, now())).await
}
