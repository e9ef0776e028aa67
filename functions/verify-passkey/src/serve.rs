//! Connects [`VerifyPasskey`] and serves it.

use api_contract::verify_passkey::VerifyPasskey as Step;
use lambda_kit::now;
use step_kit::GateVerifier;
use store::Wiring;

use crate::VerifyPasskey;

/// Serves the step until the platform stops the process.
pub async fn serve(wiring: &Wiring) -> Result<(), lambda_kit::Error> {
    let step = VerifyPasskey { gates: GateVerifier::connect(wiring).await? };
    lambda_kit::serve::<Step, _, _>(|request| step.handle(request, now())).await
}
