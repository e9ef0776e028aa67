//! The loop of a function that agents call. Who signed a request is checked over the bytes of its body, before they are
//! read as anything.

use std::{future::Future, time::Instant};

use api_contract::ProblemKind;
use lambda_http::{Body, http::Response, service_fn};
use serde::Serialize;

use crate::{
    answer::{empty, json, problem},
    bearer::bearer,
    failure::Failure,
    report,
    request::{bytes, is_json, request_id},
};

/// Most bytes of an agent's body: a batch of accounts.
const BODY_BYTES: usize = 1024 * 1024;

/// One request of an agent, not yet verified.
pub struct AgentRequest {
    /// Names this request in our log.
    pub request_id: String,
    /// The bearer token: the agent's signature over method, path and body.
    pub token: String,
    /// The body as it came.
    pub body: Vec<u8>,
}

/// The id only.
impl std::fmt::Debug for AgentRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AgentRequest").field("request_id", &self.request_id).finish_non_exhaustive()
    }
}

/// What an agent is answered with.
#[derive(Debug)]
pub enum AgentAnswer<T> {
    /// `200` and a JSON body.
    Reply(T),
    /// `204`: taken.
    Taken,
}

/// Answers agents with `handler` until the platform stops the process. `step` names it in the log.
pub async fn serve_agent<T, H, F>(step: &'static str, handler: H) -> Result<(), lambda_http::Error>
where
    T: Serialize,
    H: Fn(AgentRequest) -> F,
    F: Future<Output = Result<AgentAnswer<T>, Failure>> + Send,
{
    lambda_http::run(service_fn(|event: lambda_http::Request| {
        let began = Instant::now();
        let id = request_id(&event);
        let work = read(&event).map(&handler);
        async move {
            let result = match work {
                Ok(answer) => answer.await,
                Err(kind) => Err(Failure::refused(kind)),
            };
            Ok::<_, lambda_http::Error>(answer(step, result, &id, began))
        }
    }))
    .await
}

fn read(event: &lambda_http::Request) -> Result<AgentRequest, ProblemKind> {
    let token = bearer(event.headers()).ok_or(ProblemKind::TokenInvalid)?;
    let body = bytes(event.body());
    if body.len() > BODY_BYTES || !is_json(event.headers()) {
        return Err(ProblemKind::MalformedRequest);
    }
    Ok(AgentRequest { request_id: request_id(event), token, body: body.to_vec() })
}

fn answer<T: Serialize>(
    step: &'static str,
    result: Result<AgentAnswer<T>, Failure>,
    id: &str,
    began: Instant,
) -> Response<Body> {
    let answered = result.and_then(|answer| match answer {
        AgentAnswer::Taken => Ok(empty(204)),
        AgentAnswer::Reply(body) => {
            json(200, "application/json", "no-store", &body).map_err(Failure::internal)
        }
    });
    let (response, kind) = match answered {
        Ok(response) => (response, None),
        Err(failure) => {
            let refused = report::refused(step, id, failure);
            (problem(refused, id), Some(refused.kind))
        }
    };
    report::answered(step, id, response.status().as_u16(), kind, began);
    response
}
