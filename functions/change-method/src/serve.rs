//! Connects [`ChangeMethod`] and serves it.

use api_contract::change_method::ChangeMethod as Step;
use lambda_kit::now;
use step_kit::SessionAuthenticator;
use store::Wiring;

use crate::ChangeMethod;

/// Serves the step until the platform stops the process.
pub async fn serve(wiring: &Wiring) -> Result<(), lambda_kit::Error> {
    let step = ChangeMethod {
        settings: wiring.settings()?,
        session_authenticator: SessionAuthenticator::connect(wiring)?,
    };
    step.settings.warm(now()).await;
    lambda_kit::serve::<Step, _, _>(|request| step.handle(request, now())).await
}
