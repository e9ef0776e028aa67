//! Connects [`CreateEnrollment`] and serves it.

use api_contract::admin::create_enrollment::CreateEnrollment as Step;
use lambda_kit::now;
use store::{SecretName, Wiring};

use crate::CreateEnrollment;

/// Serves the step until the platform stops the process.
pub async fn serve(wiring: &Wiring) -> Result<(), lambda_kit::Error> {
    let [code] = wiring.secrets([SecretName::Code]).await?;
    let step = CreateEnrollment {
        agents: wiring.agents()?,
        key: code.enrollment_key(),
        audit: wiring.audit_table()?,
    };
    lambda_kit::serve_administrator::<Step, _, _>(|request| step.handle(request, now())).await
}
