//! Connects [`ShowReset`] and serves it.

use api_contract::show_reset::ShowReset as Step;
use lambda_kit::now;
use step_kit::{Devices, ResetAuthenticator};
use store::{SecretName, Wiring};

use crate::ShowReset;

/// Serves the step until the platform stops the process.
pub async fn serve(wiring: &Wiring) -> Result<(), lambda_kit::Error> {
    let resets = wiring.resets()?;
    let (secrets, ()) = tokio::join!(wiring.secrets([SecretName::Token, SecretName::Device]), resets.warm());
    let [token, device] = secrets?;
    let reset_authenticator = ResetAuthenticator::new(&token, resets);
    let step = ShowReset { reset_authenticator, devices: Devices::new(&device) };
    lambda_kit::serve::<Step, _, _>(|request| step.handle(request, now())).await
}
