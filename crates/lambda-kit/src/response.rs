//! Turns a step's result into the platform's response.

use api_contract::{Endpoint, Problem, ProblemKind, problem};
use lambda_http::{
    Body,
    http::{
        HeaderValue, Response, StatusCode,
        header::{CACHE_CONTROL, CONTENT_TYPE, RETRY_AFTER, SET_COOKIE},
    },
};
use serde::Serialize;

use crate::{cookie, failure::ProblemDetails};

/// The successful answer of a step.
pub struct Success<E: Endpoint> {
    body: E::Response,
    cache_control: &'static str,
    cookies: Vec<HeaderValue>,
}

impl<E: Endpoint> Success<E> {
    /// Makes an answer that is not cached.
    pub const fn new(body: E::Response) -> Self {
        Self { body, cache_control: "no-store", cookies: Vec::new() }
    }

    /// Makes an answer that is the same for every caller and may be cached for a minute.
    pub const fn cacheable(body: E::Response) -> Self {
        Self { body, cache_control: "public, max-age=60", cookies: Vec::new() }
    }

    /// Gives the browser a session.
    #[must_use]
    pub fn with_session(self, reference: &str) -> Self {
        self.with_cookie(cookie::set(Some(reference)))
    }

    /// Takes the session from the browser.
    #[must_use]
    pub fn without_session(self) -> Self {
        self.with_cookie(cookie::set(None))
    }

    /// Gives the browser the tokens of known devices, if there are any.
    #[must_use]
    pub fn with_device(self, tokens: Option<&str>) -> Self {
        self.with_cookie(tokens.and_then(cookie::set_device))
    }

    fn with_cookie(mut self, cookie: Option<HeaderValue>) -> Self {
        self.cookies.extend(cookie);
        self
    }

    pub(crate) fn into_response(self) -> Result<Response<Body>, serde_json::Error> {
        let mut response = json(E::SUCCESS, "application/json", self.cache_control, &self.body)?;
        for cookie in self.cookies {
            response.headers_mut().append(SET_COOKIE, cookie);
        }
        Ok(response)
    }
}

/// Leaves the body out, which may contain a token.
impl<E: Endpoint> std::fmt::Debug for Success<E> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Success").field("step", &E::STEP).finish_non_exhaustive()
    }
}

/// Returns a problem response (RFC 9457).
pub(crate) fn problem(details: ProblemDetails, request_id: &str) -> Response<Body> {
    let mut body = Problem::new(details.kind, request_id);
    body.guesses_left = details.guesses_left;
    body.retry_after_seconds = details.retry_after_seconds;
    body.difficulty = details.difficulty;
    let Ok(mut response) = json(body.status, problem::MEDIA_TYPE, "no-store", &body) else {
        return empty(ProblemKind::Internal.status());
    };
    if let Some(seconds) = details.retry_after_seconds {
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

/// Returns a response without a body.
pub(crate) fn empty(status: u16) -> Response<Body> {
    with_status(status, "no-store", Body::Empty)
}

/// Returns a response with a JSON body.
pub(crate) fn json<T: Serialize>(
    status: u16,
    media_type: &'static str,
    cache_control: &'static str,
    body: &T,
) -> Result<Response<Body>, serde_json::Error> {
    let mut response = with_status(status, cache_control, Body::Text(serde_json::to_string(body)?));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
    Ok(response)
}

fn with_status(status: u16, cache_control: &'static str, body: Body) -> Response<Body> {
    let mut response = Response::new(body);
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static(cache_control));
    response
}
