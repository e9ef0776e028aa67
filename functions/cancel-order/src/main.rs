//! Wires [`CancelOrder`] to its tables, its keys and the clock.

use api_contract::cancel_order::CancelOrder as Step;
use cancel_order::CancelOrder;
use cloud::Wiring;
use lambda_kit::{environment, link::Links, now};
use step_kit::Bearer;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_kit::Error> {
    lambda_kit::init_telemetry();
    let wiring = Wiring::read(environment::optional)?;
    let (token, link) =
        tokio::try_join!(wiring.secret("TOKEN_SECRET_ARN"), wiring.secret("LINK_SECRET_ARN"))?;
    let step = CancelOrder {
        bearer: Bearer::new(token.token_key().as_bytes(), wiring.resets()?),
        links: Links::new(link.link_key().as_bytes()),
    };
    lambda_kit::serve::<Step, _, _>(|request| step.handle(request, now())).await
}
