//! Connects [`SendCode`] and serves it.

use api_contract::send_code::SendCode as Step;
use lambda_kit::now;
use step_kit::ResetAuthenticator;
use store::{SecretName, Wiring};

use crate::SendCode;

/// Serves the step until the platform stops the process.
pub async fn serve(wiring: &Wiring) -> Result<(), lambda_kit::Error> {
    let codes = wiring.codes_queue()?;
    let secrets = [SecretName::Token, SecretName::Name];
    codes.warm();
    let (settings, [token, names]) = wiring.settings_and_secrets(secrets, now()).await?;
    let step = SendCode {
        settings,
        counters: wiring.counters()?,
        names: names.name_key(),
        reset_authenticator: ResetAuthenticator::connect(wiring, &token)?,
        codes,
    };
    lambda_kit::serve::<Step, _, _>(|request| step.handle(request, now())).await
}
