//! Connects [`UnfreezeAccount`] and serves it.

use api_contract::admin::unfreeze_account::UnfreezeAccount as Step;
use lambda_kit::now;
use store::{SecretName, Wiring};

use crate::UnfreezeAccount;

/// Serves the step until the platform stops the process.
pub async fn serve(wiring: &Wiring) -> Result<(), lambda_kit::Error> {
    let (settings, [names]) = wiring.settings_and_secrets([SecretName::Name], now()).await?;
    let step = UnfreezeAccount {
        settings,
        accounts: wiring.accounts()?,
        names: names.name_key(),
        account_freezes: wiring.account_freezes()?,
    };
    lambda_kit::serve_administrator::<Step, _, _>(|request| step.handle(request, now())).await
}
