//! Only exact paths with their methods are routes.

use api_tests::{
    Answer, Client, edge, path,
    routes::{self, Key},
};
use reqwest::Method;

#[tokio::test]
async fn other_spellings_of_a_path_are_refused() {
    for target in [
        "//api/config",
        "/api//config",
        "/./api/config",
        "/api/./config",
        "/api/reset/../config",
        "/x/../api/config",
        "/api/%63onfig",
        "/api%2fconfig",
        "/api/config%00",
        "/api/config%20",
        "/%2e/api/config",
        "/api/%2e%2e/api/config",
        "/api/config;x=1",
        "/api;x=1/config",
        "/api/config/",
        "/api/Config",
        "/API/config",
        "/api\\config",
        "/api/config.json",
        "/api/config/x",
        "/api",
        "/api/",
        "/api/reset/",
        "/api/reset/show",
        "/api/reset/verify_code",
        "/api/admin",
        "/api/agent",
        "/.env",
        "/_ministack/health",
        "/_aws/execute-api/",
    ] {
        let answer = edge::raw("GET", target, &[], b"");
        let body = String::from_utf8_lossy(&answer.body);
        assert!([400, 404].contains(&answer.status), "{target}: {answer}");
        assert!(!body.contains("\"branding\"") && !body.contains("\"challenge\""), "{target}: {body}");
    }
}

#[tokio::test]
async fn unknown_paths_are_not_found() {
    let client = Client::new();
    for path in
        ["/api", "/api/Config", "/api/config.json", "/api/config/x", "/api/reset/verify_code", "/api/admin"]
    {
        not_found(&client, Method::GET, path).await;
        not_found(&client, Method::POST, path).await;
    }
    let headless = client.send(Method::HEAD, "/api/nothing", &[], Vec::new()).await;
    assert_eq!((headless.status, headless.body.as_slice()), (404, b"".as_slice()), "{headless}");
}

#[tokio::test]
async fn absolute_targets_and_foreign_hosts_are_refused() {
    let answer = edge::raw("GET", "http://evil.example/api/config", &[], b"");
    let body = String::from_utf8_lossy(&answer.body).into_owned();
    assert!(answer.status >= 400 || body.contains("Demo Company"), "{answer}");
    let answer = edge::raw("GET", "/api/config", &[("host", "evil.example")], b"");
    assert!((400..500).contains(&answer.status), "{answer}");
}

#[tokio::test]
async fn each_route_has_one_method() {
    let client = Client::new();
    let all = routes::all();
    for route in &all {
        let mut others = vec![Method::PUT, Method::DELETE, Method::PATCH];
        if !all.iter().any(|other| other.path == route.path && other.posts != route.posts) {
            others.push(if route.posts { Method::GET } else { Method::POST });
        }
        for method in others {
            let answer = refused(&client, method, route.path).await;
            // The API of the agents has no function for other requests.
            if route.key != Key::Agent {
                answer.problem("not-found");
            }
        }
        // The gateway may answer these itself.
        for method in [Method::OPTIONS, Method::TRACE] {
            refused(&client, method, route.path).await;
        }
    }
}

/// Asserts the refusal of the contract, not an answer of the gateway.
async fn not_found(client: &Client, method: Method, path: &str) {
    let answer = refused(client, method, path).await;
    answer.problem("not-found");
}

async fn refused(client: &Client, method: Method, path: &str) -> Answer {
    let answer = client.send(method.clone(), path, &[], Vec::new()).await;
    assert!([403, 404, 405].contains(&answer.status), "{method} {path}: {answer}");
    assert_eq!(answer.header("access-control-allow-origin"), None, "{method} {path}");
    answer
}

#[tokio::test]
async fn methods_cannot_be_overridden() {
    let client =
        Client::new().with_headers(&[("x-http-method-override", "POST"), ("x-method-override", "POST")]);
    client.get(path::START, None).await.problem("not-found");
}

#[tokio::test]
async fn other_origins_get_no_cors_headers() {
    let client = Client::new().with_headers(&[("origin", "https://evil.example")]);
    for path in [path::CHALLENGE, path::CONFIG] {
        let answer = client.get(path, None).await;
        assert!(answer.headers.iter().all(|(name, _)| !name.starts_with("access-control")), "{answer}");
        assert_eq!(answer.header("set-cookie"), None);
    }
}

/// A flood of requests to the pages must delay no agent. `scripts/lib/plan_checks.py` demands a throttle of each API.
#[test]
fn agents_share_no_api_with_browsers() {
    const TEMPLATE: &str = include_str!("../../../../infra/template.yaml");
    let routes: Vec<&str> = TEMPLATE.lines().filter(|line| line.contains("RouteKey: ")).collect();
    assert!(routes.len() > routes::all().len());
    for route in routes {
        let is_of_agents = route.contains(" /api/agent/");
        assert_eq!(route.contains("ApiId: !Ref AgentApi,"), is_of_agents, "{route}");
    }
}
