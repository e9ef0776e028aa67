//! Connects [`SendFactor`] and serves it.

use api_contract::send_factor::SendFactor as Step;
use lambda_kit::now;
use step_kit::{CodeSender, SessionAuthenticator};
use store::{SecretName, Wiring};

use crate::SendFactor;

/// Serves the step until the platform stops the process.
pub async fn serve(wiring: &Wiring) -> Result<(), lambda_kit::Error> {
    let secrets = [SecretName::Code, SecretName::Destination];
    let (settings, [code, destinations]) = wiring.settings_and_secrets(secrets, now()).await?;
    let step = SendFactor {
        settings,
        session_authenticator: SessionAuthenticator::connect(wiring)?,
        code_sender: CodeSender::connect(wiring, &destinations).await?,
        codes: code.code_key(),
    };
    lambda_kit::serve::<Step, _, _>(|request| step.handle(request, now())).await
}
