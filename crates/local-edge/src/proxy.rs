//! Forwards `/api` to the deployed API as the CDN does: answers are not cached, and headers about the client's address
//! or host are dropped.

use std::time::Duration;

use anyhow::Context;
use axum::{
    body::{Body, to_bytes},
    extract::Request,
    http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode, header},
};
use reqwest::Url;
use tokio::sync::Semaphore;

use crate::{clock, instance, responses};

/// The maximum size of a body in bytes. The steps accept far less, and refuse larger bodies themselves.
const MAX_BODY_BYTES: usize = 10 * 1024 * 1024;
/// The folder of the agents' requests, which have an API of their own.
const AGENT_FOLDER: &str = "/api/agent/";
/// The path of the one answer that may be cached.
const CACHEABLE_PATH: &str = "/api/config";
/// Headers that belong to one connection.
const HOP_BY_HOP: [HeaderName; 8] = [
    header::CONNECTION,
    HeaderName::from_static("keep-alive"),
    header::PROXY_AUTHENTICATE,
    header::PROXY_AUTHORIZATION,
    header::TE,
    header::TRAILER,
    header::TRANSFER_ENCODING,
    header::UPGRADE,
];

/// The maximum number of concurrent requests; others wait. Each is a process of a function on this machine, which
/// cannot start hundreds of them at once as the cloud can.
const MAX_CONCURRENT_REQUESTS: usize = 20;

/// The client of the API.
#[derive(Debug)]
pub(crate) struct Proxy {
    permits: Semaphore,
    client: reqwest::Client,
    emulator: Url,
    host: HeaderValue,
    agent_host: HeaderValue,
}

impl Proxy {
    /// Makes a proxy to the APIs with these ids, in the emulator at this address.
    pub(crate) fn new(emulator: &str, api: &str, agent_api: &str) -> anyhow::Result<Self> {
        let emulator = Url::parse(emulator).context("reading the emulator's address")?;
        let (host, agent_host) = (host(api)?, host(agent_api)?);
        let client = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .tcp_nodelay(true)
            .connect_timeout(Duration::from_secs(2))
            .timeout(Duration::from_secs(30))
            .build()
            .context("making the client of the API")?;
        Ok(Self { permits: Semaphore::new(MAX_CONCURRENT_REQUESTS), client, emulator, host, agent_host })
    }

    /// Forwards a request to the API and returns its response.
    pub(crate) async fn forward(&self, request: Request) -> Response<Body> {
        let (parts, body) = request.into_parts();
        let Ok(body) = to_bytes(body, MAX_BODY_BYTES).await else {
            return responses::text(StatusCode::PAYLOAD_TOO_LARGE, "The body is too large.\n");
        };
        let mut url = self.emulator.clone();
        url.set_path(parts.uri.path());
        url.set_query(parts.uri.query());
        let mut headers = forwarded_headers(&parts.headers);
        let is_of_agent = parts.uri.path().starts_with(AGENT_FOLDER);
        headers.insert(header::HOST, if is_of_agent { &self.agent_host } else { &self.host }.clone());
        let _permit = self.permits.acquire().await;
        match self.client.request(parts.method, url).headers(headers).body(body).send().await {
            Ok(response) => to_response(parts.uri.path(), response).await,
            Err(error) => api_unavailable(error),
        }
    }
}

/// Returns the host name of an API in the emulator: a name, not an IP address, because the functions' runtime makes a URL
/// of it.
fn host(api: &str) -> anyhow::Result<HeaderValue> {
    HeaderValue::from_str(&format!("{api}.execute-api.localhost")).context("naming the API")
}

/// Returns the client's headers that are forwarded.
fn forwarded_headers(headers: &HeaderMap) -> HeaderMap {
    let mut forwarded_headers = without_hop_by_hop(headers);
    let is_claim = |name: &str| {
        name.starts_with("x-forwarded") || name.starts_with("x-amz") || name.starts_with("cloudfront-")
    };
    let claims: Vec<_> = forwarded_headers.keys().filter(|name| is_claim(name.as_str())).cloned().collect();
    let named = [
        header::HOST,
        header::CONTENT_LENGTH,
        header::FORWARDED,
        header::VIA,
        HeaderName::from_static("x-real-ip"),
    ];
    for name in claims.iter().chain(&named) {
        forwarded_headers.remove(name);
    }
    forwarded_headers
}

async fn to_response(path: &str, response: reqwest::Response) -> Response<Body> {
    let (status, headers) = (response.status(), without_hop_by_hop(response.headers()));
    let mut response = match response.bytes().await {
        Ok(body) => Response::new(Body::from(body)),
        Err(error) => return api_unavailable(error),
    };
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    let is_cacheable = path == CACHEABLE_PATH && status.is_success();
    if !is_cacheable || !response.headers().contains_key(header::CACHE_CONTROL) {
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}

fn api_unavailable(error: reqwest::Error) -> Response<Body> {
    let instance = instance::next_id(clock::now());
    tracing::warn!(instance, error = %error.without_url(), "api_unreachable");
    responses::unavailable(&instance)
}

/// Returns the headers without those of one connection and those that `Connection` names.
fn without_hop_by_hop(headers: &HeaderMap) -> HeaderMap {
    let mut remaining = headers.clone();
    let listed = headers.get_all(header::CONNECTION).iter().filter_map(|value| value.to_str().ok());
    for name in listed.flat_map(|value| value.split(',')) {
        remaining.remove(name.trim());
    }
    for name in HOP_BY_HOP {
        remaining.remove(name);
    }
    remaining
}
