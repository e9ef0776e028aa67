//! Responses that the edge itself gives.

use axum::{
    body::Body,
    http::{HeaderValue, Response, StatusCode, header},
};
use serde_json::json;

/// Returns a short plain text.
pub(crate) fn text(status: StatusCode, body: &'static str) -> Response<Body> {
    typed(status, "text/plain; charset=utf-8", Body::from(body))
}

/// Returns `404` as plain text.
pub(crate) fn not_found() -> Response<Body> {
    text(StatusCode::NOT_FOUND, "There is nothing here.\n")
}

/// Returns a temporary redirect.
pub(crate) fn redirect(location: &'static str) -> Response<Body> {
    let mut response = text(StatusCode::FOUND, "");
    response.headers_mut().insert(header::LOCATION, HeaderValue::from_static(location));
    response
}

/// Returns the problem that the API itself uses if a dependency does not answer. `instance` is its id in the log.
pub(crate) fn unavailable(instance: &str) -> Response<Body> {
    let problem = json!({
        "type": "/problems/unavailable",
        "title": "The service is not available",
        "status": 503,
        "instance": instance,
    });
    typed(StatusCode::SERVICE_UNAVAILABLE, "application/problem+json", Body::from(problem.to_string()))
}

/// Returns a response that must not be cached.
pub(crate) fn typed(status: StatusCode, media_type: &'static str, body: Body) -> Response<Body> {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
