//! Connects [`FreezeAccount`] and serves it.

use api_contract::freeze_account::FreezeAccount as Step;
use crypto::freeze_link::FreezeLinks;
use lambda_kit::now;
use store::{SecretName, Wiring};

use crate::FreezeAccount;

/// Serves the step until the platform stops the process.
pub async fn serve(wiring: &Wiring) -> Result<(), lambda_kit::Error> {
    let [link] = wiring.secrets([SecretName::Link]).await?;
    let links = FreezeLinks::new(&link.freeze_key());
    let step = FreezeAccount { links, account_freezes: wiring.account_freezes()? };
    lambda_kit::serve::<Step, _, _>(|request| step.handle(request, now())).await
}
