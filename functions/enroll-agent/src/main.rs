//! The function `enroll-agent`.

use cloud::Wiring;
use enroll_agent::EnrollAgent;
use lambda_kit::{environment, now};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_kit::Error> {
    lambda_kit::init_telemetry();
    let wiring = Wiring::read(environment::optional)?;
    let step = EnrollAgent {
        agents: wiring.agents()?,
        counters: wiring.counters()?,
        key: wiring.secret("CODE_SECRET_ARN").await?.enrolment_key(),
        audit: wiring.audit_table()?,
    };
    lambda_kit::serve_agent("enroll-agent", |request| step.handle(request, now())).await
}
