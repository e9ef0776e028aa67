//! Wires [`FreezeAccount`] to its tables, its key and the clock.

use api_contract::freeze_account::FreezeAccount as Step;
use cloud::Wiring;
use freeze_account::FreezeAccount;
use lambda_kit::{environment, freeze_link::FreezeLinks, now};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_kit::Error> {
    lambda_kit::init_telemetry();
    let wiring = Wiring::read(environment::optional)?;
    let link = wiring.secret("LINK_SECRET_ARN").await?;
    let links = FreezeLinks::new(link.freeze_key().as_bytes());
    let step = FreezeAccount { links, freezing: wiring.freezing()? };
    lambda_kit::serve::<Step, _, _>(|request| step.handle(request, now())).await
}
