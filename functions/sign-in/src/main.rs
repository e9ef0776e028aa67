//! Wires [`SignIn`] to its tables, its queue, its keys and the clock.

use api_contract::sign_in::SignIn as Step;
use cloud::Wiring;
use lambda_kit::{challenge::Challenges, environment, now, sign_in_token::SignInTokens};
use sign_in::SignIn;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_kit::Error> {
    lambda_kit::init_telemetry();
    let wiring = Wiring::read(environment::optional)?;
    let (settings, jobs) = (wiring.settings()?, wiring.jobs_queue()?);
    let secrets =
        async { tokio::try_join!(wiring.secret("TOKEN_SECRET_ARN"), wiring.secret("NAME_SECRET_ARN")) };
    let (secrets, (), ()) = tokio::join!(secrets, settings.warm(now()), jobs.warm());
    let (token, names) = secrets?;
    let step = SignIn {
        settings,
        counters: wiring.counters()?,
        accounts: wiring.accounts()?,
        names: names.name_key(),
        challenges: Challenges::new(token.challenge_key().as_bytes()),
        agents: wiring.agents()?,
        sign_ins: wiring.sign_ins()?,
        jobs,
        tokens: SignInTokens::new(token.token_key().as_bytes()),
    };
    lambda_kit::serve::<Step, _, _>(|request| step.handle(request, now())).await
}
