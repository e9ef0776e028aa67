//! Wires [`PrepareSignIn`] to its tables, its key and the clock.

use api_contract::prepare_sign_in::PrepareSignIn as Step;
use cloud::Wiring;
use lambda_kit::{challenge::Challenges, environment, now};
use prepare_sign_in::PrepareSignIn;
use step_kit::ChallengeIssuer;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_kit::Error> {
    lambda_kit::init_telemetry();
    let wiring = Wiring::read(environment::optional)?;
    let settings = wiring.settings()?;
    let (token, ()) = tokio::join!(wiring.secret("TOKEN_SECRET_ARN"), settings.warm(now()));
    let token = token?;
    let challenges = Challenges::new(token.challenge_key().as_bytes());
    let issuer = ChallengeIssuer { settings, counters: wiring.counters()?, challenges };
    let step = PrepareSignIn { issuer, agents: wiring.agents()? };
    lambda_kit::serve::<Step, _, _>(|_| step.handle(now())).await
}
