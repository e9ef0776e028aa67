//! Wires [`ChangePassword`] to its tables, its queue, its key and the clock.

use api_contract::change_password::ChangePassword as Step;
use change_password::ChangePassword;
use cloud::Wiring;
use lambda_kit::{environment, now};
use step_kit::{Bearer, Orders};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_kit::Error> {
    lambda_kit::init_telemetry();
    let wiring = Wiring::read(environment::optional)?;
    let settings = wiring.settings()?;
    let jobs = wiring.jobs_queue()?;
    let (token, (), ()) = tokio::join!(wiring.secret("TOKEN_SECRET_ARN"), settings.warm(now()), jobs.warm());
    let token = token?;
    let bearer = Bearer::new(token.token_key().as_bytes(), wiring.resets()?);
    let orders = Orders { settings, bearer, jobs, deadlines: wiring.deadlines_queue()? };
    let step = ChangePassword { agents: wiring.agents()?, orders };
    lambda_kit::serve::<Step, _, _>(|request| step.handle(request, now())).await
}
