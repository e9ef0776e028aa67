//! Connects [`ShowSession`] and serves it.

use api_contract::show_session::ShowSession as Step;
use lambda_kit::now;
use step_kit::Visitors;
use store::Wiring;

use crate::ShowSession;

/// Serves the step until the platform stops the process.
pub async fn serve(wiring: &Wiring) -> Result<(), lambda_kit::Error> {
    let (settings, visitors, judge) = Visitors::connect_with_judge(wiring).await?;
    let step = ShowSession { settings, visitors, judge };
    lambda_kit::serve::<Step, _, _>(|request| step.handle(request, now())).await
}
