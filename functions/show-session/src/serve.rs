//! Connects [`ShowSession`] and serves it.

use api_contract::show_session::ShowSession as Step;
use lambda_kit::now;
use step_kit::SessionAuthenticator;
use store::Wiring;

use crate::ShowSession;

/// Serves the step until the platform stops the process.
pub async fn serve(wiring: &Wiring) -> Result<(), lambda_kit::Error> {
    let (settings, session_authenticator, verifier) =
        SessionAuthenticator::connect_with_verifier(wiring).await?;
    let activities = wiring.activities()?;
    let step = ShowSession { settings, activities, session_authenticator, verifier };
    lambda_kit::serve::<Step, _, _>(|request| step.handle(request, now())).await
}
