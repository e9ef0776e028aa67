//! AWS as an administrator uses it, to read and change state behind the API. Requests are signed by hand (Signature
//! Version 4), because only the product's crates use the SDK.

use hmac::{Hmac, KeyInit, Mac};
use reqwest::Method;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::{
    environment::{environment, hex, moment},
    http,
};

/// An access key, with its session token if it is temporary.
#[derive(Clone)]
pub struct Credentials {
    /// The id of the key.
    pub key: String,
    /// The secret of the key.
    pub secret: String,
    /// The session token of a temporary key.
    pub token: Option<String>,
}

impl Credentials {
    /// Returns the administrator's key.
    fn own() -> Self {
        let environment = environment();
        Self { key: environment.access_key.clone(), secret: environment.secret_key.clone(), token: None }
    }
}

/// One request to one service.
struct Request<'a> {
    service: &'a str,
    method: Method,
    path: &'a str,
    content_type: &'a str,
    target: Option<&'a str>,
    body: Vec<u8>,
}

/// Makes a call of the JSON protocol, such as `DynamoDB_20120810.Scan`, which must succeed.
pub async fn call(service: &str, target: &str, body: &Value) -> Value {
    let (status, answer) = attempt(service, target, body).await;
    assert_eq!(status, 200, "{target}: {answer}");
    answer
}

/// Makes a call of the JSON protocol, and returns its status and answer.
pub async fn attempt(service: &str, target: &str, body: &Value) -> (u16, Value) {
    attempt_as(&Credentials::own(), service, target, body).await
}

/// Makes a call of the JSON protocol with other credentials, and returns its status and answer.
pub async fn attempt_as(
    credentials: &Credentials,
    service: &str,
    target: &str,
    body: &Value,
) -> (u16, Value) {
    let content_type =
        if service == "dynamodb" { "application/x-amz-json-1.0" } else { "application/x-amz-json-1.1" };
    let body = serde_json::to_vec(body).unwrap();
    let request =
        Request { service, method: Method::POST, path: "/", content_type, target: Some(target), body };
    let (status, answer) = send_as(credentials, request).await;
    (status, serde_json::from_str(&answer).unwrap_or(Value::String(answer)))
}

/// Makes a call of the query protocol, which answers in XML.
pub async fn query(service: &str, form: &[(&str, &str)]) -> String {
    let pair = |(name, value): &(&str, &str)| format!("{name}={}", encoded(value));
    let body = form.iter().map(pair).collect::<Vec<_>>().join("&").into_bytes();
    let content_type = "application/x-www-form-urlencoded";
    let (status, answer) =
        send(Request { service, method: Method::POST, path: "/", content_type, target: None, body }).await;
    assert_eq!(status, 200, "{form:?}: {answer}");
    answer
}

/// Sends a GET of the REST protocol, which must succeed.
pub async fn get(service: &str, path: &str) -> Value {
    let content_type = "application/json";
    let request =
        Request { service, method: Method::GET, path, content_type, target: None, body: Vec::new() };
    let (status, answer) = send(request).await;
    assert_eq!(status, 200, "{path}: {answer}");
    serde_json::from_str(&answer).unwrap()
}

/// Sends a POST of the REST protocol, which must succeed.
pub async fn post(service: &str, path: &str, body: &Value) -> Value {
    let body = serde_json::to_vec(body).unwrap();
    let content_type = "application/json";
    let (status, answer) =
        send(Request { service, method: Method::POST, path, content_type, target: None, body }).await;
    assert_eq!(status, 200, "{path}: {answer}");
    serde_json::from_str(&answer).unwrap()
}

/// Percent-encodes all but unreserved characters.
pub fn encoded(text: &str) -> String {
    let encode = |byte: u8| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => char::from(byte).to_string(),
        other => format!("%{other:02X}"),
    };
    text.bytes().map(encode).collect()
}

async fn send(request: Request<'_>) -> (u16, String) {
    send_as(&Credentials::own(), request).await
}

async fn send_as(credentials: &Credentials, request: Request<'_>) -> (u16, String) {
    let environment = environment();
    let at = moment().strftime("%Y%m%dT%H%M%SZ").to_string();
    let http = http::client().build().unwrap();
    let mut outgoing = http
        .request(request.method.clone(), format!("{}{}", environment.aws_endpoint, request.path))
        .header("content-type", request.content_type)
        .header("x-amz-date", &at)
        .header("authorization", authorization(credentials, &request, &at));
    if let Some(token) = &credentials.token {
        outgoing = outgoing.header("x-amz-security-token", token);
    }
    if let Some(target) = request.target {
        outgoing = outgoing.header("x-amz-target", target);
    }
    let answer = outgoing.body(request.body).send().await.unwrap();
    (answer.status().as_u16(), answer.text().await.unwrap())
}

fn authorization(credentials: &Credentials, request: &Request<'_>, at: &str) -> String {
    let environment = environment();
    let host = environment.aws_endpoint.split_once("://").unwrap().1;
    let mut headers = vec![("content-type", request.content_type), ("host", host), ("x-amz-date", at)];
    headers.extend(credentials.token.iter().map(|token| ("x-amz-security-token", token.as_str())));
    headers.extend(request.target.map(|target| ("x-amz-target", target)));
    let names: Vec<&str> = headers.iter().map(|(name, _)| *name).collect();
    let names = names.join(";");
    let lines = headers.iter().map(|(name, value)| [*name, ":", *value, "\n"].concat()).collect::<String>();
    let digest = hex(&Sha256::digest(&request.body));
    let canonical = format!("{}\n{}\n\n{lines}\n{names}\n{digest}", request.method, request.path);
    let day = &at[..8];
    let scope = format!("{day}/{}/{}/aws4_request", environment.region, request.service);
    let digest = hex(&Sha256::digest(canonical.as_bytes()));
    let signed = format!("AWS4-HMAC-SHA256\n{at}\n{scope}\n{digest}");
    let secret = format!("AWS4{}", credentials.secret).into_bytes();
    let parts = [day, &environment.region, request.service, "aws4_request", &signed];
    let signature = hex(&parts.iter().fold(secret, |key, part| keyed_hash(&key, part.as_bytes())));
    let credential = format!("{}/{scope}", credentials.key);
    format!("AWS4-HMAC-SHA256 Credential={credential}, SignedHeaders={names}, Signature={signature}")
}

/// Returns the HMAC-SHA256 of bytes.
pub fn keyed_hash(key: &[u8], bytes: &[u8]) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).unwrap();
    mac.update(bytes);
    mac.finalize().into_bytes().to_vec()
}
