//! Connects [`VerifyCode`] and serves it.

use api_contract::verify_code::VerifyCode as Step;
use lambda_kit::now;
use step_kit::GateVerifier;
use store::Wiring;

use crate::VerifyCode;

/// Serves the step until the platform stops the process.
pub async fn serve(wiring: &Wiring) -> Result<(), lambda_kit::Error> {
    let step = VerifyCode { gates: GateVerifier::connect(wiring).await? };
    lambda_kit::serve::<Step, _, _>(|request| step.handle(request, now())).await
}
