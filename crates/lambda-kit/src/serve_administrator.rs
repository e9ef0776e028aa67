//! The loop of a function without a route. Administrators invoke it, and AWS checks their permission.

use std::{future::Future, time::Instant};

use api_contract::admin::AdminStep;
use lambda_runtime::{LambdaEvent, service_fn};

use crate::{failure::Failure, report};

/// The error that an administrator gets; the log has the causes.
#[derive(Debug, thiserror::Error)]
#[error("{step} failed ({problem}); search its log for {request_id}")]
struct Failed {
    step: &'static str,
    problem: &'static str,
    request_id: String,
}

/// Answers invocations with `handler` until the platform stops the process.
pub async fn serve_administrator<E, H, F>(handler: H) -> Result<(), lambda_runtime::Error>
where
    E: AdminStep,
    H: Fn(E::Request) -> F,
    F: Future<Output = Result<E::Response, Failure>>,
{
    let (handler, step) = (&handler, E::STEP);
    lambda_runtime::run(service_fn(|event: LambdaEvent<E::Request>| async move {
        let (began, request_id) = (Instant::now(), event.context.request_id.clone());
        // Boxed, because the compiler limits how deep futures nest.
        let result = Box::pin(handler(event.payload)).await.map_err(|failure| {
            let problem = report::problem_details(step, &request_id, failure).kind.name();
            Failed { step, problem, request_id: request_id.clone() }
        });
        let failed = result.as_ref().err().map(|failed| failed.problem);
        tracing::info!(step, failed, request_id, duration_ms = report::milliseconds(began), "invoked");
        result.map_err(lambda_runtime::Error::from)
    }))
    .await
}
