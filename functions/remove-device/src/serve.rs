//! Connects [`RemoveDevice`] and serves it.

use api_contract::remove_device::RemoveDevice as Step;
use lambda_kit::now;
use step_kit::SessionAuthenticator;
use store::Wiring;

use crate::RemoveDevice;

/// Serves the step until the platform stops the process.
pub async fn serve(wiring: &Wiring) -> Result<(), lambda_kit::Error> {
    let step = RemoveDevice {
        settings: wiring.settings()?,
        session_authenticator: SessionAuthenticator::connect(wiring)?,
    };
    step.settings.warm(now()).await;
    lambda_kit::serve::<Step, _, _>(|request| step.handle(request, now())).await
}
