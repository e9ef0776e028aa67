//! Sends one request and reads its answer.

use std::pin::Pin;

use api_contract::{Endpoint, Method, Problem};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, Headers, RequestInit, Response};

use super::{Failure, json::Read};
use crate::{browser, clock::Moment};

/// The time limit of a request in milliseconds: longer than any answer takes. A connection that hangs is as good as
/// none.
const TIMEOUT_MS: u32 = 20_000;

/// The pauses before repeated requests, in milliseconds.
pub(super) const PAUSES: [i32; 2] = [300, 1200];

/// The milliseconds after which a failure is reported at once: the user has waited long enough.
const MAX_RETRY_MS: f64 = 10_000.0;

/// A pending answer. It is boxed, because otherwise the code of a request would be part of every caller.
pub(crate) type Answer<T> = Pin<Box<dyn Future<Output = Result<T, Failure>>>>;

/// The authorization of a request.
#[derive(Clone, Copy)]
pub(super) enum Authorization<'a> {
    /// None: an anonymous caller.
    Anonymous,
    /// A token in the `Authorization` header.
    Bearer(&'a str),
    /// The session cookie, which the browser adds. A header says that this page sends the request.
    Session,
}

/// Calls a step once.
pub(super) fn call<E: Endpoint<Response: Read + 'static>>(
    authorization: Authorization,
    request: &E::Request,
) -> Answer<E::Response> {
    read(exchange(http_request::<E>(authorization, request), &[]))
}

/// Calls a step, and repeats the call if its answer is lost. Only for steps that have no second effect when repeated.
pub(super) fn call_until_answered<E: Endpoint<Response: Read + 'static>>(
    authorization: Authorization,
    request: &E::Request,
) -> Answer<E::Response> {
    read(exchange(http_request::<E>(authorization, request), &PAUSES))
}

/// Reads the answer to a request.
pub(super) fn read<T: Read + 'static>(answer: Answer<JsValue>) -> Answer<T> {
    Box::pin(async move { T::read(&answer.await?).ok_or(Failure::Unreadable) })
}

/// Returns the HTTP request that calls a step.
pub(super) fn http_request<E: Endpoint>(authorization: Authorization, request: &E::Request) -> HttpRequest {
    let body = match E::METHOD {
        Method::Get => None,
        // Texts and numbers can always be written.
        Method::Post => Some(serde_json::to_string(request).unwrap_or_default()),
    };
    HttpRequest { path: E::PATH, success: E::SUCCESS, header: authorization_header(authorization), body }
}

/// An HTTP request. One without a body is a GET.
pub(super) struct HttpRequest {
    pub(super) path: &'static str,
    pub(super) success: u16,
    /// The header that authorizes the request.
    pub(super) header: Option<(&'static str, String)>,
    pub(super) body: Option<String>,
}

pub(super) fn authorization_header(authorization: Authorization) -> Option<(&'static str, String)> {
    match authorization {
        Authorization::Anonymous => None,
        Authorization::Bearer(token) => Some(("authorization", format!("Bearer {token}"))),
        Authorization::Session => Some((api_contract::session::HEADER, "1".to_owned())),
    }
}

/// Sends a request, and again after each pause while its answer is lost or the server is unavailable. One function for
/// all steps keeps the page small.
pub(super) fn exchange(request: HttpRequest, pauses: &'static [i32]) -> Answer<JsValue> {
    Box::pin(async move {
        let mut pauses = pauses.iter();
        let began = browser::monotonic_ms();
        loop {
            let result = exchange_once(&request).await;
            match (result, pauses.next()) {
                (Err(failure), Some(pause))
                    if failure.is_transient() && browser::monotonic_ms() - began < MAX_RETRY_MS =>
                {
                    browser::sleep(*pause).await;
                }
                (result, _) => return result,
            }
        }
    })
}

async fn exchange_once(request: &HttpRequest) -> Result<JsValue, Failure> {
    let (status, json) = fetch(request).await.map_err(|_| Failure::Network)?;
    if status == request.success {
        return Ok(json);
    }
    Err(Problem::read(&json).map_or(Failure::Unreadable, Failure::Problem))
}

/// Returns the status and the body; `undefined` if the body is not JSON.
async fn fetch(request: &HttpRequest) -> Result<(u16, JsValue), JsValue> {
    let headers = Headers::new()?;
    if let Some((name, value)) = &request.header {
        headers.set(name, value)?;
    }
    // Codes come in the language of the page.
    if let Some(language) = browser::language() {
        headers.set("accept-language", &language)?;
    }
    let init = RequestInit::new();
    init.set_signal(Some(&AbortSignal::timeout_with_u32(TIMEOUT_MS)));
    if let Some(body) = &request.body {
        headers.set("content-type", "application/json")?;
        init.set_method("POST");
        init.set_body(&JsValue::from_str(body));
    }
    init.set_headers(&headers);

    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let response = JsFuture::from(window.fetch_with_str_and_init(request.path, &init)).await?;
    let response: Response = response.dyn_into()?;
    read_server_time(&response);
    let json = JsFuture::from(response.json()?).await.unwrap_or(JsValue::UNDEFINED);
    Ok((response.status(), json))
}

/// Learns the server's time from a fresh answer. An answer from a cache would have an old time.
fn read_server_time(response: &Response) {
    let headers = response.headers();
    let is_fresh =
        headers.get("cache-control").ok().flatten().is_some_and(|value| value.contains("no-store"));
    let date = headers.get("date").ok().flatten();
    if let Some(date) = date.filter(|_| is_fresh) {
        Moment::set_server_time(&date);
    }
}
