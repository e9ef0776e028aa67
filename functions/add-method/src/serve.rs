//! Connects [`AddMethod`] and serves it.

use api_contract::add_method::AddMethod as Step;
use lambda_kit::now;
use step_kit::{Courier, Judge, Visitors};
use store::{SecretName, Wiring};

use crate::AddMethod;

/// Serves the step until the platform stops the process.
pub async fn serve(wiring: &Wiring) -> Result<(), lambda_kit::Error> {
    let wanted = [SecretName::Code, SecretName::Destination, SecretName::Name];
    let (settings, [code, destinations, names]) = wiring.settings_and_secrets(wanted, now()).await?;
    let visitors = Visitors::connect(wiring)?;
    let step = AddMethod {
        judge: Judge::new(&code, &destinations, &visitors.site)?,
        courier: Courier::connect(wiring, &destinations)?,
        settings,
        visitors,
        accounts: wiring.accounts()?,
        names: names.name_key(),
    };
    lambda_kit::serve::<Step, _, _>(|request| step.handle(request, now())).await
}
