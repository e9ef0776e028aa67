//! The function `create-enrolment`.

use cloud::Wiring;
use create_enrolment::CreateEnrolment;
use lambda_kit::{environment, now};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_kit::Error> {
    lambda_kit::init_telemetry();
    let wiring = Wiring::read(environment::optional)?;
    let key = wiring.secret("CODE_SECRET_ARN").await?.enrolment_key();
    let step = CreateEnrolment { agents: wiring.agents()?, key, audit: wiring.audit_table()? };
    lambda_kit::serve_administrator("create-enrolment", |asked| step.handle(asked, now())).await
}
