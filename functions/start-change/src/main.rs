//! Wires [`StartChange`] to its tables, its key and the clock.

use api_contract::start_change::StartChange as Step;
use cloud::Wiring;
use lambda_kit::{environment, now};
use start_change::StartChange;
use step_kit::{Bearer, Visitors};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_kit::Error> {
    lambda_kit::init_telemetry();
    let wiring = Wiring::read(environment::optional)?;
    let settings = wiring.settings()?;
    let (token, ()) = tokio::join!(wiring.secret("TOKEN_SECRET_ARN"), settings.warm(now()));
    let token = token?;
    let step = StartChange {
        settings,
        visitors: Visitors { sessions: wiring.sessions()?, site: wiring.site()? },
        agents: wiring.agents()?,
        bearer: Bearer::new(token.token_key().as_bytes(), wiring.resets()?),
    };
    lambda_kit::serve::<Step, _, _>(|request| step.handle(request, now())).await
}
