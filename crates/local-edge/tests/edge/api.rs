use serde_json::{Value, json};

use super::Edge;

#[tokio::test(flavor = "multi_thread")]
async fn agents_have_an_api_of_their_own() {
    let edge = Edge::start().await;
    for (path, host) in [
        ("/api/agent/take-job", "def456.execute-api.localhost"),
        ("/api/agents", "abc123.execute-api.localhost"),
        ("/api/config", "abc123.execute-api.localhost"),
    ] {
        let request_echo: Value = edge.get(path).await.json().await.expect("JSON");
        assert_eq!(request_echo["headers"]["host"], host, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn api_gets_its_own_host_name() {
    let edge = Edge::start().await;
    let post =
        edge.client.post(edge.url("/api/reset/start?x=1")).header("authorization", "Bearer t").body("{}");
    let request_echo: Value = post.send().await.expect("answer").json().await.expect("JSON");
    assert_eq!(
        (request_echo["method"].as_str(), request_echo["path"].as_str()),
        (Some("POST"), Some("/api/reset/start?x=1"))
    );
    assert_eq!(request_echo["headers"]["host"], "abc123.execute-api.localhost");
    assert_eq!(request_echo["headers"]["authorization"], "Bearer t");
}

#[tokio::test(flavor = "multi_thread")]
async fn headers_about_the_client_are_dropped() {
    let edge = Edge::start().await;
    let claims = [
        "forwarded",
        "x-forwarded-for",
        "x-forwarded-host",
        "x-forwarded-proto",
        "x-real-ip",
        "via",
        "cloudfront-viewer-address",
        "x-amzn-trace-id",
        "te",
        "keep-alive",
        "x-hidden",
    ];
    let mut request = edge.client.get(edge.url("/api/reset")).header("connection", "close, x-hidden");
    for claim in claims {
        request = request.header(claim, "for=10.0.0.1");
    }
    let request_echo: Value = request.send().await.expect("answer").json().await.expect("JSON");
    for claim in claims {
        assert!(request_echo["headers"].get(claim).is_none(), "{claim}: {request_echo}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_configuration_is_cached() {
    let edge = Edge::start().await;
    let reset = edge.get("/api/reset").await;
    assert_eq!(reset.headers()["cache-control"], "no-store");
    assert!(!reset.headers().contains_key("x-inner"), "headers that Connection names are not forwarded");
    assert_eq!(edge.get("/api/config").await.headers()["cache-control"], "max-age=60");
}

#[tokio::test(flavor = "multi_thread")]
async fn body_of_1_mib_is_forwarded_and_11_mib_is_refused() {
    let edge = Edge::start().await;
    let send = |bytes: usize| edge.client.post(edge.url("/api/reset/start")).body(vec![b'x'; bytes]).send();
    assert_eq!(send(1024 * 1024).await.expect("answer").status(), 200);
    // The edge may close the connection before it has read all of it.
    assert!(
        send(11 * 1024 * 1024).await.is_ok_and(|answer| answer.status() == 413)
            || edge.get("/").await.status() == 200
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn missing_api_is_answered_with_503() {
    let edge = Edge::with_emulator("http://127.0.0.1:9").await;
    let answer = edge.get("/api/reset").await;
    assert_eq!(answer.status(), 503);
    assert_eq!(answer.headers()["content-type"], "application/problem+json");
    assert_eq!(answer.headers()["cache-control"], "no-store");
    let problem: Value = answer.json().await.expect("JSON");
    let instance = problem["instance"].as_str().expect("an instance").to_owned();
    assert!(!instance.is_empty());
    let expected = json!({
        "type": "/problems/unavailable", "title": "The service is not available", "status": 503, "instance": instance,
    });
    assert_eq!(problem, expected);
    let again: Value = edge.get("/api/reset").await.json().await.expect("JSON");
    assert_ne!(again["instance"], problem["instance"]);
}
