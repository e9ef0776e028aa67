//! Connects [`FinishSignIn`] and serves it.

use api_contract::finish_sign_in::FinishSignIn as Step;
use crypto::sign_in_token::SignInTokens;
use lambda_kit::now;
use store::{SecretName, Wiring};

use crate::FinishSignIn;

/// Serves the step until the platform stops the process.
pub async fn serve(wiring: &Wiring) -> Result<(), lambda_kit::Error> {
    let (settings, [token]) = wiring.settings_and_secrets([SecretName::Token], now()).await?;
    let step = FinishSignIn {
        settings,
        sign_ins: wiring.sign_ins()?,
        sessions: wiring.sessions()?,
        tokens: SignInTokens::new(&token.token_key()),
    };
    lambda_kit::serve::<Step, _, _>(|request| step.handle(request, now())).await
}
