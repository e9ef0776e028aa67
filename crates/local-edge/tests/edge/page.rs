use reqwest::header;

use super::Edge;

fn header_of(answer: &reqwest::Response, name: impl header::AsHeaderName) -> String {
    answer.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_answer_has_the_security_headers() {
    let edge = Edge::start().await;
    let others =
        ["/assets/page-0a1b.wasm", "/nothing", "/api/reset", "/outbox", "/.well-known/change-password"];
    let pages = local_edge::addresses().expect("the list of pages");
    for path in pages.keys().map(String::as_str).chain(others) {
        let answer = edge.get(path).await;
        assert_eq!(
            header_of(&answer, "content-security-policy"),
            local_edge::CONTENT_SECURITY_POLICY,
            "{path}"
        );
        assert_eq!(header_of(&answer, "permissions-policy"), local_edge::PERMISSIONS_POLICY, "{path}");
        assert_eq!(
            header_of(&answer, "strict-transport-security"),
            "max-age=63072000; includeSubDomains; preload"
        );
        assert_eq!(header_of(&answer, "x-content-type-options"), "nosniff", "{path}");
        assert_eq!(header_of(&answer, "referrer-policy"), "no-referrer", "{path}");
        assert_eq!(header_of(&answer, "cross-origin-opener-policy"), "same-origin", "{path}");
        assert_eq!(header_of(&answer, "cross-origin-resource-policy"), "same-origin", "{path}");
        assert!(!answer.headers().contains_key("server"), "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn smallest_accepted_encoding_is_sent() {
    let edge = Edge::start().await;
    for (accepted, encoding, body) in [
        ("gzip, deflate, br", "br", "brotli"),
        ("gzip", "gzip", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip", "gzip"),
        ("identity", "", "<!doctype html>/index.html"),
    ] {
        let answer =
            edge.client.get(edge.url("/")).header("accept-encoding", accepted).send().await.expect("answer");
        assert_eq!(header_of(&answer, "content-encoding"), encoding, "{accepted}");
        assert_eq!(header_of(&answer, "vary"), "Accept-Encoding");
        assert_eq!(answer.text().await.expect("body"), body, "{accepted}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn branding_of_the_latest_policy_is_served() {
    let edge = Edge::start().await;
    assert_eq!(edge.get("/branding.css").await.text().await.expect("body"), "built");
    for policy in ["first", "second"] {
        std::fs::write(edge.page.path().join("applied/branding.css"), policy).expect("write");
        let answer = edge.get("/branding.css").await;
        assert_eq!(header_of(&answer, "content-type"), "text/css; charset=utf-8");
        assert_eq!(header_of(&answer, "cache-control"), "no-cache");
        assert_eq!(answer.text().await.expect("body"), policy);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn hashed_files_are_cached_and_pages_revalidated() {
    let edge = Edge::start().await;
    let wasm = edge.get("/assets/page-0a1b.wasm").await;
    assert_eq!(header_of(&wasm, "cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(header_of(&wasm, "content-type"), "application/wasm");
    let index = edge.get("/").await;
    assert_eq!(header_of(&index, "cache-control"), "no-cache");
    let tag = header_of(&index, "etag");
    let again = edge.client.get(edge.url("/")).header("if-none-match", tag).send().await.expect("answer");
    assert_eq!(again.status(), 304);
}

#[tokio::test(flavor = "multi_thread")]
async fn another_build_is_served_without_a_restart() {
    let edge = Edge::start().await;
    let file = |name: &str| edge.page.path().join(name);
    std::fs::write(file("assets/page-2c3d.wasm"), "anew").expect("write");
    std::fs::remove_file(file("assets/page-0a1b.wasm")).expect("remove");
    assert_eq!(
        edge.get("/assets/page-2c3d.wasm").await.status(),
        404,
        "a file is served only once a build contains it"
    );
    std::fs::write(file("account.html"), "<!doctype html>anew").expect("write");
    std::fs::write(file("index.html"), "<!doctype html>anew").expect("write");
    let page = edge.get("/sign-in").await;
    assert_eq!(page.text().await.expect("body"), "<!doctype html>anew");
    assert_eq!(edge.get("/assets/page-2c3d.wasm").await.status(), 200);
    assert_eq!(edge.get("/assets/page-0a1b.wasm").await.status(), 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn incomplete_build_changes_nothing() {
    let edge = Edge::start().await;
    std::fs::remove_file(edge.page.path().join("account.html")).expect("remove");
    std::fs::write(edge.page.path().join("index.html"), "<!doctype html>half").expect("write");
    assert_eq!(edge.get("/").await.text().await.expect("body"), "<!doctype html>/index.html");
}

#[tokio::test(flavor = "multi_thread")]
async fn each_address_shows_its_document() {
    let edge = Edge::start().await;
    for (path, document) in &local_edge::addresses().expect("the list of pages") {
        let page = edge.get(path).await;
        assert_eq!(header_of(&page, "cache-control"), "no-cache", "{path}");
        assert_eq!(header_of(&page, "content-type"), "text/html; charset=utf-8", "{path}");
        assert_eq!(page.text().await.expect("body"), format!("<!doctype html>{document}"), "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn missing_files_are_not_found() {
    let edge = Edge::start().await;
    let unlikely = "/.well-known/resource-that-should-not-exist-whose-status-code-should-not-be-200";
    for path in
        [unlikely, "/admin", "/sign-in/", "/assets", "/index.html.br", "/assets/page-0a1b.wasm.gz", "/.env"]
    {
        assert_eq!(edge.get(path).await.status(), 404, "{path}");
    }
    let admin = edge.get("/admin").await;
    assert_eq!(header_of(&admin, "content-type"), "text/html; charset=utf-8");
    assert_eq!(header_of(&admin, "cache-control"), "no-store");
    assert_eq!(admin.text().await.expect("body"), "<!doctype html>nothing here");
    let unlikely = edge.get(unlikely).await;
    assert_eq!(header_of(&unlikely, "content-type"), "text/plain; charset=utf-8", "a program asks for it");
    assert_eq!(edge.client.post(edge.url("/")).send().await.expect("answer").status(), 405);
}

#[tokio::test(flavor = "multi_thread")]
async fn well_known_addresses_are_served() {
    let edge = Edge::start().await;
    let change = edge.get("/.well-known/change-password").await;
    assert_eq!(
        (change.status().as_u16(), header_of(&change, "location").as_str()),
        (302, "/change-password")
    );
    let shown = edge.get(&header_of(&change, "location")).await;
    assert_eq!(
        (shown.status().as_u16(), header_of(&shown, "content-type").as_str()),
        (200, "text/html; charset=utf-8")
    );
    let passkeys = edge.get("/.well-known/passkey-endpoints").await;
    assert_eq!(header_of(&passkeys, "content-type"), "application/json");
    let passkeys: serde_json::Value = passkeys.json().await.expect("json");
    assert_eq!(passkeys["enroll"], edge.url("/security-info"));
    assert_eq!(passkeys["manage"], passkeys["enroll"]);
    let icon = edge.get("/favicon.ico").await;
    assert_eq!(
        (icon.status().as_u16(), header_of(&icon, "content-type").as_str()),
        (200, "image/vnd.microsoft.icon")
    );
    let security = edge.get("/.well-known/security.txt").await.text().await.expect("body");
    assert!(security.contains("Contact: mailto:") && security.contains("\nExpires: 20"), "{security}");
}
