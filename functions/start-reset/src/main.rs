//! Wires [`StartReset`] to its tables, its keys and the clock.

use api_contract::start_reset::StartReset as Step;
use cloud::Wiring;
use lambda_kit::{challenge::Challenges, environment, now};
use start_reset::StartReset;
use step_kit::{Bearer, Judge};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_kit::Error> {
    lambda_kit::init_telemetry();
    let wiring = Wiring::read(environment::optional)?;
    let settings = wiring.settings()?;
    let (token, names) = (wiring.secret("TOKEN_SECRET_ARN"), wiring.secret("NAME_SECRET_ARN"));
    let secrets = async { tokio::try_join!(token, names, wiring.secret("CODE_SECRET_ARN")) };
    let (secrets, ()) = tokio::join!(secrets, settings.warm(now()));
    let (token, names, code) = secrets?;
    let step = StartReset {
        settings,
        counters: wiring.counters()?,
        accounts: wiring.accounts()?,
        names: names.name_key(),
        challenges: Challenges::new(token.challenge_key().as_bytes()),
        codes: code.code_key(),
        passkeys: Judge::relying_party(&wiring.site()?, "Readmit")?,
        bearer: Bearer::new(token.token_key().as_bytes(), wiring.resets()?),
    };
    lambda_kit::serve::<Step, _, _>(|request| step.handle(request, now())).await
}
