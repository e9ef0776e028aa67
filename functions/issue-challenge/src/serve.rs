//! Connects [`IssueChallenge`] and serves it.

use api_contract::issue_challenge::IssueChallenge as Step;
use lambda_kit::now;
use step_kit::{ChallengeIssuer, Flow};
use store::Wiring;

use crate::IssueChallenge;

/// Serves the step until the platform stops the process.
pub async fn serve(wiring: &Wiring) -> Result<(), lambda_kit::Error> {
    let step = IssueChallenge { issuer: ChallengeIssuer::connect(wiring, Flow::Reset).await? };
    lambda_kit::serve::<Step, _, _>(|_| step.handle(now())).await
}
