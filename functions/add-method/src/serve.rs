//! Connects [`AddMethod`] and serves it.

use api_contract::add_method::AddMethod as Step;
use lambda_kit::now;
use step_kit::{CodeSender, FactorVerifier, SessionAuthenticator};
use store::{SecretName, Wiring};

use crate::AddMethod;

/// Serves the step until the platform stops the process.
pub async fn serve(wiring: &Wiring) -> Result<(), lambda_kit::Error> {
    let secrets = [SecretName::Code, SecretName::Destination, SecretName::Name];
    let (settings, [code, destinations, names]) = wiring.settings_and_secrets(secrets, now()).await?;
    let session_authenticator = SessionAuthenticator::connect(wiring)?;
    let step = AddMethod {
        verifier: FactorVerifier::new(&code, &destinations, &session_authenticator.site)?,
        code_sender: CodeSender::connect(wiring, &destinations).await?,
        settings,
        session_authenticator,
        accounts: wiring.accounts()?,
        names: names.name_key(),
    };
    lambda_kit::serve::<Step, _, _>(|request| step.handle(request, now())).await
}
