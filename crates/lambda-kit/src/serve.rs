//! The loop of a function behind the HTTP API.

use std::{future::Future, time::Instant};

use api_contract::Endpoint;
use lambda_http::{Body, http::Response, service_fn};

use crate::{
    failure::Failure,
    report,
    request::{Request, request_id},
    response::{Success, problem},
};

/// Answers requests for the step `E` with `handler` until the platform stops the process.
pub async fn serve<E, H, F>(handler: H) -> Result<(), lambda_http::Error>
where
    E: Endpoint,
    H: Fn(Request<E>) -> F,
    F: Future<Output = Result<Success<E>, Failure>> + Send,
{
    lambda_http::run(service_fn(|event| {
        let began = Instant::now();
        let id = request_id(&event);
        let future = Request::<E>::read(&event).map(&handler);
        async move {
            let result = match future {
                Ok(future) => future.await,
                Err(kind) => Err(Failure::refused(kind)),
            };
            Ok::<_, lambda_http::Error>(respond(result, &id, began))
        }
    }))
    .await
}

fn respond<E: Endpoint>(result: Result<Success<E>, Failure>, id: &str, began: Instant) -> Response<Body> {
    let (response, kind) = match result.and_then(|success| success.into_response().map_err(Failure::internal))
    {
        Ok(response) => (response, None),
        Err(failure) => {
            let details = report::problem_details(E::STEP, id, failure);
            (problem(details, id), Some(details.kind))
        }
    };
    report::log_answer(E::STEP, id, response.status().as_u16(), kind, began);
    response
}

#[cfg(test)]
mod tests;
