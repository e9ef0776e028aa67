//! Connects [`SetPassword`] and serves it.

use api_contract::set_password::SetPassword as Step;
use lambda_kit::now;
use step_kit::Orders;
use store::Wiring;

use crate::SetPassword;

/// Serves the step until the platform stops the process.
pub async fn serve(wiring: &Wiring) -> Result<(), lambda_kit::Error> {
    let step = SetPassword { agents: wiring.agents()?, orders: Orders::connect(wiring).await? };
    lambda_kit::serve::<Step, _, _>(|request| step.handle(request, now())).await
}
