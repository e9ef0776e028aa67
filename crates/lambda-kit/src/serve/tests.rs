use std::time::Instant;

use api_contract::{
    Endpoint, Method, ProblemKind, issue_challenge::IssueChallenge, send_code, send_code::SendCode,
};
use lambda_http::{Body, Context, RequestExt, http::Response, request::RequestContext};
use serde_json::{Value, json};

use super::respond;
use crate::{Failure, Request, Success};

/// Returns the HTTP API's event for the step, with forged headers in addition to the true source.
fn event<E: Endpoint>(headers: &Value, body: &str) -> lambda_http::Request {
    let method = match E::METHOD {
        Method::Get => "GET",
        Method::Post => "POST",
    };
    event_at(method, E::PATH, headers, body)
}

fn event_at(method: &str, path: &str, headers: &Value, body: &str) -> lambda_http::Request {
    let mut all = json!({"x-forwarded-for": "6.6.6.6", "forwarded": "for=6.6.6.6", "host": "evil.example"});
    for (name, value) in headers.as_object().unwrap() {
        all[name] = value.clone();
    }
    let event = json!({
        "version": "2.0", "routeKey": "$default", "rawPath": path, "rawQueryString": "",
        "headers": all, "body": body, "isBase64Encoded": false,
        "requestContext": {"accountId": "1", "apiId": "a", "domainName": "evil.example", "domainPrefix": "a",
            "http": {"method": method, "path": path, "protocol": "HTTP/1.1",
                     "sourceIp": "192.0.2.7", "userAgent": "test"},
            "requestId": "gateway", "routeKey": "$default", "stage": "$default", "time": "", "timeEpoch": 0},
    });
    let request = lambda_http::request::from_str(&event.to_string()).unwrap();
    assert!(matches!(request.request_context_ref(), Some(RequestContext::ApiGatewayV2(_))));
    let mut context = Context::default();
    context.request_id = "id-1".into();
    request.with_lambda_context(context)
}

fn json_event(body: &str) -> lambda_http::Request {
    event::<SendCode>(&json!({"content-type": "application/json", "authorization": "Bearer t1"}), body)
}

fn text(response: &Response<Body>) -> String {
    String::from_utf8(response.body().as_ref().to_vec()).unwrap()
}

#[test]
fn request_is_read_from_the_event() {
    let event = event::<SendCode>(
        &json!({"content-type": "application/json; charset=UTF-8", "authorization": "Bearer t1"}),
        r#"{"method":"m1"}"#,
    );

    let request = Request::<SendCode>::read(&event).unwrap();

    assert_eq!(request.request_id, "id-1");
    assert_eq!(request.source_address, "192.0.2.7");
    assert_eq!(request.token.as_deref(), Some("t1"));
    assert_eq!(request.body.method, "m1");
    assert_eq!(format!("{request:?}"), r#"Request { request_id: "id-1", .. }"#);
}

#[test]
fn body_may_have_16_kib_and_no_more() {
    let sized = |bytes: usize| json_event(&format!(r#"{{"method":"{}"}}"#, "m".repeat(bytes - 13)));

    assert!(Request::<SendCode>::read(&sized(16 * 1024)).is_ok());
    assert_eq!(refusal::<SendCode>(&sized(16 * 1024 + 1)), Some(ProblemKind::MalformedRequest));
}

#[test]
fn post_must_be_json() {
    for kind in ["text/plain", "application/x-www-form-urlencoded", "", "application/json; charset=latin1"] {
        let event = event::<SendCode>(&json!({"content-type": kind}), r#"{"method":"m1"}"#);
        assert_eq!(refusal::<SendCode>(&event), Some(ProblemKind::MalformedRequest), "{kind}");
    }
}

#[test]
fn get_must_have_no_body() {
    assert_eq!(refusal::<IssueChallenge>(&event::<IssueChallenge>(&json!({}), "")), None);
    assert_eq!(
        refusal::<IssueChallenge>(&event::<IssueChallenge>(&json!({}), "{}")),
        Some(ProblemKind::MalformedRequest)
    );
}

#[test]
fn other_methods_and_paths_are_not_found() {
    let others = [
        ("GET", SendCode::PATH),
        ("PUT", SendCode::PATH),
        ("HEAD", SendCode::PATH),
        ("OPTIONS", SendCode::PATH),
        ("POST", IssueChallenge::PATH),
        ("POST", "/api/reset/send-code/"),
        ("POST", "//api/reset/send-code"),
        ("POST", "/API/reset/send-code"),
        ("POST", "/"),
    ];
    let headers = json!({"content-type": "application/json"});
    for (method, path) in others {
        let event = event_at(method, path, &headers, r#"{"method":"m1"}"#);
        assert_eq!(refusal::<SendCode>(&event), Some(ProblemKind::NotFound), "{method} {path}");
    }
    let response = problem_of(Failure::refused(ProblemKind::NotFound));
    assert_eq!(
        (response.status().as_u16(), &response.headers()["cache-control"]),
        (404, &"no-store".parse().unwrap())
    );
    insta::assert_snapshot!(text(&response), @r#"{"type":"/problems/not-found","title":"There is nothing here","status":404,"instance":"id-1"}"#);
}

#[test]
fn success_is_not_cached() {
    let success = Success::<SendCode>::new(send_code::Response {
        token: "t2".into(),
        code_length: 6,
        code_expires_at: "2027-02-01T08:05:00Z".into(),
        resend_after_seconds: 30,
    });

    let response = respond(Ok(success), "id-1", Instant::now());

    assert_eq!(response.status(), 202);
    assert_eq!(response.headers()["cache-control"], "no-store");
    assert_eq!(response.headers()["content-type"], "application/json");
    insta::assert_snapshot!(text(&response), @r#"{"token":"t2","codeLength":6,"codeExpiresAt":"2027-02-01T08:05:00Z","resendAfterSeconds":30}"#);
}

#[test]
fn a_refusal_is_a_problem() {
    let response = problem_of(Failure::refused_until(ProblemKind::SendTooSoon, 17));

    assert_eq!(response.status(), 429);
    assert_eq!(response.headers()["content-type"], "application/problem+json");
    assert_eq!(response.headers()["cache-control"], "no-store");
    assert_eq!(response.headers()["retry-after"], "17");
    insta::assert_snapshot!(text(&response), @r#"{"type":"/problems/send-too-soon","title":"Another code was sent a moment ago","status":429,"instance":"id-1","retryAfterSeconds":17}"#);
}

#[test]
fn unexpected_failure_hides_its_causes() {
    #[derive(Debug, thiserror::Error)]
    #[error("saving anna@demo.example")]
    struct Outer(#[source] std::io::Error);

    let without_cause = problem_of(std::io::Error::other("secret").into());
    assert_eq!(without_cause.status(), 500);
    let with_cause = problem_of(Outer(std::io::Error::other("secret")).into());
    assert_eq!(with_cause.status(), 503);
    insta::assert_snapshot!(text(&with_cause), @r#"{"type":"/problems/unavailable","title":"The service is not available","status":503,"instance":"id-1"}"#);
}

fn problem_of(failure: Failure) -> Response<Body> {
    respond::<SendCode>(Err(failure), "id-1", Instant::now())
}

fn refusal<E: Endpoint>(event: &lambda_http::Request) -> Option<ProblemKind> {
    Request::<E>::read(event).err()
}
