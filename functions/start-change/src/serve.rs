//! Connects [`StartChange`] and serves it.

use api_contract::start_change::StartChange as Step;
use lambda_kit::now;
use step_kit::{ResetAuthenticator, SessionAuthenticator};
use store::{SecretName, Wiring};

use crate::StartChange;

/// Serves the step until the platform stops the process.
pub async fn serve(wiring: &Wiring) -> Result<(), lambda_kit::Error> {
    let (settings, [token]) = wiring.settings_and_secrets([SecretName::Token], now()).await?;
    let step = StartChange {
        settings,
        session_authenticator: SessionAuthenticator::connect(wiring)?,
        agents: wiring.agents()?,
        reset_authenticator: ResetAuthenticator::connect(wiring, &token)?,
    };
    lambda_kit::serve::<Step, _, _>(|request| step.handle(request, now())).await
}
