//! The loop of a function that agents call. The signature of a request is verified over the bytes of its body, before
//! the body is parsed.

use std::{future::Future, io::Read as _, time::Instant};

use api_contract::ProblemKind;
use flate2::read::GzDecoder;
use lambda_http::{
    Body,
    http::{Response, header::CONTENT_TYPE},
    service_fn,
};
use serde::{Serialize, de::DeserializeOwned};

use crate::{
    bearer::bearer,
    body,
    failure::Failure,
    report,
    request::{bytes, is_json, request_id, source_address},
    response::{empty, json, problem},
};

/// The maximum size in bytes of an agent's body as sent: a batch of accounts.
const BODY_BYTES: usize = 1024 * 1024;
/// The maximum size in bytes of the body after decompression.
const UNPACKED_BYTES: u64 = 4 * 1024 * 1024;
const GZIP: &str = "application/gzip";
const JSON: &str = "application/json";

/// One request of an agent, not yet verified.
pub struct AgentRequest {
    /// The id of this request in the log.
    pub request_id: String,
    /// The bearer token: the agent's signature over method, path and body.
    pub token: String,
    /// The caller's address as the platform saw it.
    pub source_address: String,
    /// The body as sent, which is what is signed.
    pub body: Vec<u8>,
    is_packed: bool,
}

impl AgentRequest {
    /// Parses the JSON of the body, after the signature is verified. Refuses any other body as malformed.
    pub fn parse<T: Serialize + DeserializeOwned>(&self) -> Result<T, Failure> {
        let malformed = || Failure::refused(ProblemKind::MalformedRequest);
        if !self.is_packed {
            return body::parse(&self.body).map_err(|_| malformed());
        }
        let mut unpacked = Vec::new();
        let mut reader = GzDecoder::new(self.body.as_slice()).take(UNPACKED_BYTES + 1);
        reader.read_to_end(&mut unpacked).map_err(|_| malformed())?;
        if u64::try_from(unpacked.len()).is_ok_and(|length| length > UNPACKED_BYTES) {
            return Err(malformed());
        }
        body::parse(&unpacked).map_err(|_| malformed())
    }
}

/// Prints the agent's id only.
impl std::fmt::Debug for AgentRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AgentRequest").field("request_id", &self.request_id).finish_non_exhaustive()
    }
}

/// The successful answer to an agent.
#[derive(Debug)]
pub enum AgentResponse<T> {
    /// `200` and a JSON body.
    Reply(T),
    /// `201` and a JSON body.
    Created(T),
    /// `204` without a body.
    NoContent,
}

/// Answers agents with `handler` until the platform stops the process. `step` is its name in the log.
pub async fn serve_agent<T, H, F>(step: &'static str, handler: H) -> Result<(), lambda_http::Error>
where
    T: Serialize,
    H: Fn(AgentRequest) -> F,
    F: Future<Output = Result<AgentResponse<T>, Failure>> + Send,
{
    lambda_http::run(service_fn(|event: lambda_http::Request| {
        let began = Instant::now();
        let id = request_id(&event);
        let future = read(&event).map(&handler);
        async move {
            let result = match future {
                Ok(future) => future.await,
                Err(kind) => Err(Failure::refused(kind)),
            };
            Ok::<_, lambda_http::Error>(respond(step, result, &id, began))
        }
    }))
    .await
}

fn read(event: &lambda_http::Request) -> Result<AgentRequest, ProblemKind> {
    let token = bearer(event.headers()).ok_or(ProblemKind::TokenInvalid)?;
    let body = bytes(event.body());
    let is_packed = event.headers().get(CONTENT_TYPE).is_some_and(|kind| kind == GZIP);
    if body.len() > BODY_BYTES || !(is_packed || is_json(event.headers())) {
        return Err(ProblemKind::MalformedRequest);
    }
    Ok(AgentRequest {
        request_id: request_id(event),
        token,
        source_address: source_address(event),
        body: body.to_vec(),
        is_packed,
    })
}

fn respond<T: Serialize>(
    step: &'static str,
    result: Result<AgentResponse<T>, Failure>,
    id: &str,
    began: Instant,
) -> Response<Body> {
    let response = result.and_then(|response| match response {
        AgentResponse::NoContent => Ok(empty(204)),
        AgentResponse::Reply(body) => json(200, JSON, "no-store", &body).map_err(Failure::internal),
        AgentResponse::Created(body) => json(201, JSON, "no-store", &body).map_err(Failure::internal),
    });
    let (response, kind) = match response {
        Ok(response) => (response, None),
        Err(failure) => {
            let details = report::problem_details(step, id, failure);
            (problem(details, id), Some(details.kind))
        }
    };
    report::log_answer(step, id, response.status().as_u16(), kind, began);
    response
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use flate2::{Compression, write::GzEncoder};

    use super::*;

    fn packed(body: &[u8]) -> AgentRequest {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(body).unwrap();
        let (request_id, token, source_address) = (String::new(), String::new(), String::new());
        AgentRequest { request_id, token, source_address, body: encoder.finish().unwrap(), is_packed: true }
    }

    #[test]
    fn gzip_body_is_read_and_a_zip_bomb_is_refused() {
        assert_eq!(packed(b"[1, 2]").parse::<Vec<u8>>().unwrap(), [1, 2]);
        let largest = [vec![b' '; 4 * 1024 * 1024 - 1], vec![b'1']].concat();
        assert_eq!(packed(&largest).parse::<u8>().unwrap(), 1);
        let bomb = packed(&[vec![b' '; 4 * 1024 * 1024], vec![b'1']].concat());
        assert!(bomb.body.len() < 8 * 1024);
        assert!(bomb.parse::<u8>().is_err());
    }

    #[test]
    fn body_that_is_not_gzip_as_declared_is_malformed() {
        let plain = AgentRequest { body: b"1".to_vec(), ..packed(b"1") };
        assert!(plain.parse::<u8>().is_err());
        assert_eq!(AgentRequest { is_packed: false, ..plain }.parse::<u8>().unwrap(), 1);
    }
}
