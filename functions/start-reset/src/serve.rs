//! Connects [`StartReset`] and serves it.

use api_contract::start_reset::StartReset as Step;
use lambda_kit::now;
use step_kit::{Devices, FactorVerifier, Flow, ResetAuthenticator};
use store::{SecretName, Wiring};

use crate::StartReset;

/// Serves the step until the platform stops the process.
pub async fn serve(wiring: &Wiring) -> Result<(), lambda_kit::Error> {
    let secret_names = [SecretName::Token, SecretName::Name, SecretName::Code, SecretName::Device];
    let (settings, [token, names, code, device]) = wiring.settings_and_secrets(secret_names, now()).await?;
    let step = StartReset {
        settings,
        counters: wiring.counters()?,
        accounts: wiring.accounts()?,
        names: names.name_key(),
        challenges: Flow::Reset.challenges(&token),
        codes: code.code_key(),
        passkeys: FactorVerifier::relying_party(&wiring.site()?, "Readmit")?,
        reset_authenticator: ResetAuthenticator::connect(wiring, &token)?,
        devices: Devices::new(&device),
    };
    lambda_kit::serve::<Step, _, _>(|request| step.handle(request, now())).await
}
