//! Turns the platform's event into a typed request.

use std::net::IpAddr;

use api_contract::{Endpoint, Method, ProblemKind, session};
use lambda_http::{
    Body, RequestExt,
    http::{self, HeaderMap, HeaderName, header},
    request::RequestContext,
};
use subtle::ConstantTimeEq;

use crate::{bearer::bearer, body, cookie, environment};

/// The header by which the CDN proves that it sent a request.
const ORIGIN_HEADER: HeaderName = HeaderName::from_static("x-readmit-origin");
/// The header with the address that the CDN saw. The CDN replaces whatever a caller sent.
const VIEWER_HEADER: HeaderName = HeaderName::from_static("x-readmit-viewer");

/// The maximum size of a body in bytes.
const BODY_BYTES: usize = 16 * 1024;

/// One request for the step `E`.
pub struct Request<E: Endpoint> {
    /// The id of this request in the log.
    pub request_id: String,
    /// The caller's address. No header that a caller can send changes it.
    pub source_address: String,
    /// The bearer token, not verified.
    pub token: Option<String>,
    /// The value of the session cookie, not verified.
    pub session: Option<String>,
    /// The value of the cookie of known devices, not verified.
    pub device: Option<String>,
    /// The header `Origin`, if there is one.
    pub origin: Option<String>,
    /// Whether the request has the header of this site's pages, which no form and no other site can send.
    pub is_from_page: bool,
    /// The header `User-Agent`, empty if it is missing.
    pub user_agent: String,
    /// The header `Accept-Language`, empty if it is missing. The page sends its own language.
    pub accept_language: String,
    pub body: E::Request,
}

impl<E: Endpoint> Request<E> {
    pub(crate) fn read(event: &lambda_http::Request) -> Result<Self, ProblemKind> {
        if !is_for::<E>(event) {
            return Err(ProblemKind::NotFound);
        }
        let headers = event.headers();
        if !is_admitted(headers, origin_secret().as_deref()) {
            return Err(ProblemKind::NotFound);
        }
        Ok(Self {
            request_id: request_id(event),
            source_address: source_address(event),
            token: bearer(headers),
            session: cookie::session(headers),
            device: cookie::device(headers),
            origin: headers.get(header::ORIGIN).map(|origin| origin.to_str().unwrap_or_default().to_owned()),
            is_from_page: text(headers, &HeaderName::from_static(session::HEADER)) == "1",
            user_agent: text(headers, &header::USER_AGENT).to_owned(),
            accept_language: text(headers, &header::ACCEPT_LANGUAGE).to_owned(),
            body: typed_body::<E>(event)?,
        })
    }
}

/// Prints neither addresses nor tokens.
impl<E: Endpoint> std::fmt::Debug for Request<E> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Request").field("request_id", &self.request_id).finish_non_exhaustive()
    }
}

/// Returns the id that the platform gave this invocation.
pub(crate) fn request_id(event: &lambda_http::Request) -> String {
    event.lambda_context_ref().map(|context| context.request_id.clone()).unwrap_or_default()
}

pub(crate) fn bytes(body: &Body) -> &[u8] {
    body.as_ref()
}

/// Returns whether the content type is JSON, in UTF-8 if it names a character set.
pub(crate) fn is_json(headers: &HeaderMap) -> bool {
    let mut parts = text(headers, &header::CONTENT_TYPE).split(';').map(str::trim);
    parts.next().is_some_and(|kind| kind.eq_ignore_ascii_case("application/json"))
        && parts.all(|parameter| parameter.eq_ignore_ascii_case("charset=utf-8"))
}

/// Returns whether the request is for this step. A function may get requests for which there is no route.
fn is_for<E: Endpoint>(event: &lambda_http::Request) -> bool {
    let method = match E::METHOD {
        Method::Get => http::Method::GET,
        Method::Post => http::Method::POST,
    };
    event.method() == method && event.raw_http_path() == E::PATH
}

/// Returns the secret that the CDN shares with the functions; `None` if there is no CDN.
fn origin_secret() -> Option<String> {
    environment::optional("ORIGIN_SECRET")
}

/// Returns whether a step of the pages may answer. Anybody can send a request to the API itself; if there is a CDN, only
/// that gets an answer, so that nobody evades its limits.
fn is_admitted(headers: &HeaderMap, secret: Option<&str>) -> bool {
    secret.is_none_or(|secret| is_from_cdn(headers, secret))
}

fn is_from_cdn(headers: &HeaderMap, secret: &str) -> bool {
    text(headers, &ORIGIN_HEADER).as_bytes().ct_eq(secret.as_bytes()).into()
}

/// Returns the caller's address: as the CDN saw it if the CDN sent the request, otherwise as the platform did.
pub(crate) fn source_address(event: &lambda_http::Request) -> String {
    viewer(event.headers(), origin_secret().as_deref()).unwrap_or_else(|| match event.request_context_ref() {
        Some(RequestContext::ApiGatewayV2(context)) => context.http.source_ip.clone().unwrap_or_default(),
        _ => String::new(),
    })
}

/// Returns the address that the CDN saw. Its header is believed only beside the secret of the CDN.
fn viewer(headers: &HeaderMap, secret: Option<&str>) -> Option<String> {
    let is_from_cdn = secret.is_some_and(|secret| is_from_cdn(headers, secret));
    let address: IpAddr = text(headers, &VIEWER_HEADER).parse().ok()?;
    is_from_cdn.then(|| address.to_string())
}

fn typed_body<E: Endpoint>(event: &lambda_http::Request) -> Result<E::Request, ProblemKind> {
    let sent = bytes(event.body());
    let expected = match E::METHOD {
        Method::Get if sent.is_empty() => return body::parse(b"null").map_err(|_| ProblemKind::Internal),
        Method::Get => false,
        Method::Post => sent.len() <= BODY_BYTES && is_json(event.headers()),
    };
    if !expected {
        return Err(ProblemKind::MalformedRequest);
    }
    body::parse(sent).map_err(|_| ProblemKind::MalformedRequest)
}

fn text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> &'a str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use lambda_http::http::HeaderMap;

    use super::{ORIGIN_HEADER, VIEWER_HEADER, is_admitted, viewer};

    /// A header in place of the right one.
    const WRONG: [Option<&str>; 4] = [None, Some(""), Some("t"), Some("ss")];

    fn headers(origin: Option<&str>, address: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(VIEWER_HEADER, address.parse().unwrap());
        if let Some(origin) = origin {
            headers.insert(ORIGIN_HEADER, origin.parse().unwrap());
        }
        headers
    }

    fn seen(secret: Option<&str>, origin: Option<&str>, address: &str) -> Option<String> {
        viewer(&headers(origin, address), secret)
    }

    #[test]
    fn requests_that_bypass_the_cdn_are_refused() {
        let is_admitted = |secret, origin: Option<&str>| is_admitted(&headers(origin, "192.0.2.7"), secret);
        assert!(is_admitted(Some("s"), Some("s")));
        for origin in WRONG {
            assert!(!is_admitted(Some("s"), origin), "{origin:?}");
        }
    }

    #[test]
    fn without_a_cdn_every_request_is_accepted() {
        for origin in WRONG {
            assert!(is_admitted(&headers(origin, "192.0.2.7"), None), "{origin:?}");
        }
    }

    #[test]
    fn clients_of_the_cdn_keep_their_own_addresses() {
        for address in ["192.0.2.7", "198.51.100.9", "2001:db8::7"] {
            assert_eq!(seen(Some("s"), Some("s"), address).as_deref(), Some(address));
        }
    }

    #[test]
    fn forged_address_is_ignored() {
        for origin in WRONG {
            assert_eq!(seen(Some("s"), origin, "192.0.2.7"), None, "{origin:?}");
            assert_eq!(seen(None, origin, "192.0.2.7"), None, "{origin:?}");
        }
        assert_eq!(seen(None, Some("s"), "192.0.2.7"), None);
    }

    #[test]
    fn malformed_address_is_ignored() {
        for text in ["", "somewhere", "192.0.2.7:443", "192.0.2.7, 192.0.2.8"] {
            assert_eq!(seen(Some("s"), Some("s"), text), None, "{text}");
        }
    }
}
