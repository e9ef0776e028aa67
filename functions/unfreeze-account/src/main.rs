//! The function `unfreeze-account`.

use cloud::Wiring;
use lambda_kit::{environment, now};
use unfreeze_account::UnfreezeAccount;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_kit::Error> {
    lambda_kit::init_telemetry();
    let wiring = Wiring::read(environment::optional)?;
    let names = wiring.secret("NAME_SECRET_ARN").await?;
    let step = UnfreezeAccount {
        settings: wiring.settings()?,
        accounts: wiring.accounts()?,
        names: names.name_key(),
        freezing: wiring.freezing()?,
    };
    lambda_kit::serve_administrator("unfreeze-account", |asked| step.handle(asked, now())).await
}
