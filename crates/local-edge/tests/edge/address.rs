use super::Edge;

#[tokio::test(flavor = "multi_thread")]
async fn ambiguous_paths_are_refused() {
    let edge = Edge::start().await;
    let host = format!("127.0.0.1:{}", edge.port);
    for path in [
        "//",
        "//api/reset",
        "/./",
        "/api/./reset",
        "/api/../index.html",
        "/%2e/",
        "/api/%2e%2e/x",
        "/api%2freset",
        "/api;x=1/reset",
        "/index.html;a",
        "/api/reset/",
        "/api\\reset",
        "/assets/%70age-0a1b.wasm",
    ] {
        assert_eq!(edge.raw_status(&format!("GET {path} HTTP/1.1"), &host).await, 404, "{path}");
    }
    assert_eq!(edge.raw_status("GET / HTTP/1.1", &host).await, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_names_of_this_machine_are_served() {
    let edge = Edge::start().await;
    assert_eq!(edge.raw_status("GET / HTTP/1.1", &format!("localhost:{}", edge.port)).await, 200);
    for host in ["reset.evil.example", "127.0.0.1", "localhost:1"] {
        assert_eq!(edge.raw_status("GET / HTTP/1.1", host).await, 421, "{host}");
        assert_eq!(edge.raw_status("GET /api/reset HTTP/1.1", host).await, 421, "{host}");
    }
}
