//! Routing, and the checks and headers that all routes share.

use std::sync::Arc;

use axum::{
    Router,
    body::Body,
    extract::{Request, State},
    http::{HeaderValue, Method, Response, StatusCode, header},
};

use crate::{address, clock, headers, outbox, page, proxy, responses, well_known};

/// The parts that answer requests.
#[derive(Debug)]
pub(crate) struct Edge {
    pub(crate) address: address::Address,
    pub(crate) page: page::Page,
    pub(crate) proxy: proxy::Proxy,
    pub(crate) outbox: Arc<outbox::Outbox>,
}

/// Returns a router with one handler, since the paths are few.
pub(crate) fn router(edge: Edge) -> Router {
    Router::new().fallback(respond).with_state(Arc::new(edge))
}

async fn respond(State(edge): State<Arc<Edge>>, request: Request) -> Response<Body> {
    let mut response = choose(&edge, request).await;
    headers::secure(response.headers_mut());
    response
}

async fn choose(edge: &Edge, request: Request) -> Response<Body> {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    let host = host.unwrap_or_default().to_owned();
    if !edge.address.is_own(Some(&host)) {
        return responses::text(StatusCode::MISDIRECTED_REQUEST, "This is not a name of this machine.\n");
    }
    let path = request.uri().path().to_owned();
    if !address::is_plain(&path) {
        return responses::not_found();
    }
    if path == "/api" || path.starts_with("/api/") {
        return edge.proxy.forward(request).await;
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let mut response = responses::text(StatusCode::METHOD_NOT_ALLOWED, "Only GET and HEAD.\n");
        response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
        return response;
    }
    match path.as_str() {
        "/.well-known/change-password" => well_known::change_password(),
        "/.well-known/passkey-endpoints" => well_known::passkey_endpoints(&host),
        "/.well-known/security.txt" => well_known::security_txt(clock::now()),
        "/outbox" => edge.outbox.page().await,
        "/outbox.json" => edge.outbox.json().await,
        "/outbox.css" => outbox::styles(),
        "/outbox.js" => outbox::script(),
        other => edge.page.serve(other, request.headers()),
    }
}
