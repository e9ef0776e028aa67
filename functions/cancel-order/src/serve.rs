//! Connects [`CancelOrder`] and serves it.

use api_contract::cancel_order::CancelOrder as Step;
use crypto::link::CancelLinks;
use lambda_kit::now;
use step_kit::ResetAuthenticator;
use store::{SecretName, Wiring};

use crate::CancelOrder;

/// Serves the step until the platform stops the process.
pub async fn serve(wiring: &Wiring) -> Result<(), lambda_kit::Error> {
    let [token, link] = wiring.secrets([SecretName::Token, SecretName::Link]).await?;
    let step = CancelOrder {
        reset_authenticator: ResetAuthenticator::connect(wiring, &token)?,
        links: CancelLinks::new(&link.link_key()),
    };
    lambda_kit::serve::<Step, _, _>(|request| step.handle(request, now())).await
}
