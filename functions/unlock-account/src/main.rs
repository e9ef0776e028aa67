//! Wires [`UnlockAccount`] to its tables, its queue, its key and the clock.

use api_contract::unlock_account::UnlockAccount as Step;
use cloud::Wiring;
use lambda_kit::{environment, now};
use step_kit::{Bearer, Orders};
use unlock_account::UnlockAccount;

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
    let step = UnlockAccount { agents: wiring.agents()?, orders };
    lambda_kit::serve::<Step, _, _>(|request| step.handle(request, now())).await
}
