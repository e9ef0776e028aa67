//! One request and its answer.

use api_contract::{Endpoint, Method};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, Headers, RequestInit, Response};

use super::{Failure, answer};
use crate::{browser, clock::Moment};

/// Longer than any answer takes; a connection that hangs is as good as none.
const TIMEOUT_MS: u32 = 20_000;

/// Waits before a repeated request, in milliseconds.
const PAUSES: [i32; 2] = [300, 1200];

struct Answer {
    status: u16,
    /// What the body says; nothing where it is not JSON.
    json: JsValue,
}

/// Calls a step once.
pub(super) async fn call<E: Endpoint>(
    token: Option<&str>,
    request: &E::Request,
) -> Result<E::Response, Failure> {
    let body = match E::METHOD {
        Method::Get => None,
        Method::Post => Some(serde_json::to_string(request).map_err(|_| Failure::Unreadable)?),
    };
    let answer = fetch(E::METHOD, E::PATH, token, body).await.map_err(|_| Failure::Network)?;
    if answer.status == E::SUCCESS {
        return answer::read(answer.json).map_err(|_| Failure::Unreadable);
    }
    Err(answer::read(answer.json).map_or(Failure::Unreadable, Failure::Problem))
}

/// Calls a step that has no second effect when it is repeated, and repeats it where the answer was lost.
pub(super) async fn call_until_answered<E: Endpoint>(
    token: Option<&str>,
    request: &E::Request,
) -> Result<E::Response, Failure> {
    for pause in PAUSES {
        match call::<E>(token, request).await {
            Err(failure) if failure.may_pass() => browser::sleep(pause).await,
            settled => return settled,
        }
    }
    call::<E>(token, request).await
}

async fn fetch(
    method: Method,
    path: &str,
    token: Option<&str>,
    body: Option<String>,
) -> Result<Answer, JsValue> {
    let headers = Headers::new()?;
    if let Some(token) = token {
        headers.set("authorization", &format!("Bearer {token}"))?;
    }
    let init = RequestInit::new();
    init.set_signal(Some(&AbortSignal::timeout_with_u32(TIMEOUT_MS)));
    if let Some(body) = body {
        headers.set("content-type", "application/json")?;
        init.set_body(&JsValue::from_str(&body));
    }
    init.set_method(match method {
        Method::Get => "GET",
        Method::Post => "POST",
    });
    init.set_headers(&headers);

    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let response = JsFuture::from(window.fetch_with_str_and_init(path, &init)).await?;
    let response: Response = response.dyn_into()?;
    learn_time(&response);
    let json = JsFuture::from(response.json()?).await.unwrap_or(JsValue::UNDEFINED);
    Ok(Answer { status: response.status(), json })
}

/// An answer from a cache would tell the time of yesterday.
fn learn_time(response: &Response) {
    let headers = response.headers();
    let is_fresh =
        headers.get("cache-control").ok().flatten().is_some_and(|value| value.contains("no-store"));
    let date = headers.get("date").ok().flatten();
    if let Some(date) = date.filter(|_| is_fresh) {
        Moment::learn(&date);
    }
}
