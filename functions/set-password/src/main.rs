//! Wires [`SetPassword`] to its tables, its queue, its key and the clock.

use api_contract::set_password::SetPassword as Step;
use cloud::Wiring;
use lambda_kit::{environment, now};
use set_password::SetPassword;
use step_kit::{Bearer, Orders};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_kit::Error> {
    lambda_kit::init_telemetry();
    let wiring = Wiring::read(environment::optional)?;
    let token = wiring.secret("TOKEN_SECRET_ARN").await?;
    let bearer = Bearer::new(token.token_key().as_bytes(), wiring.resets()?);
    let orders = Orders { settings: wiring.settings()?, bearer, jobs: wiring.jobs_queue()? };
    let step = SetPassword { agents: wiring.agents()?, orders };
    tokio::join!(step.orders.settings.warm(now()), step.orders.jobs.warm());
    lambda_kit::serve::<Step, _, _>(|request| step.handle(request, now())).await
}
