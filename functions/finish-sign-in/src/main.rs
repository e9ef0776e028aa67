//! Wires [`FinishSignIn`] to its tables, its key and the clock.

use api_contract::finish_sign_in::FinishSignIn as Step;
use cloud::Wiring;
use finish_sign_in::FinishSignIn;
use lambda_kit::{environment, now, sign_in_token::SignInTokens};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_kit::Error> {
    lambda_kit::init_telemetry();
    let wiring = Wiring::read(environment::optional)?;
    let settings = wiring.settings()?;
    let (token, ()) = tokio::join!(wiring.secret("TOKEN_SECRET_ARN"), settings.warm(now()));
    let token = token?;
    let step = FinishSignIn {
        settings,
        sign_ins: wiring.sign_ins()?,
        sessions: wiring.sessions()?,
        tokens: SignInTokens::new(token.token_key().as_bytes()),
    };
    lambda_kit::serve::<Step, _, _>(|request| step.handle(request, now())).await
}
