//! The template's own distribution, in the emulator: pages from the bucket, the API behind the CDN, and the API beside
//! it. `./scripts/test api` deploys it, and puts files with their names as content into the bucket.

use api_tests::{
    Client,
    environment::{self, environment},
    path, routes, tables,
};

const SECURITY_HEADERS: [&str; 9] = [
    "content-security-policy",
    "strict-transport-security",
    "x-content-type-options",
    "x-frame-options",
    "referrer-policy",
    "cross-origin-opener-policy",
    "cross-origin-embedder-policy",
    "cross-origin-resource-policy",
    "permissions-policy",
];

/// Returns a browser at an address of this machine, which gets everything by the CDN.
fn viewer(address: &str) -> Client {
    let site = environment::variable("READMIT_SITE");
    Client::at_address(address.parse().unwrap())
        .with_headers(&[("host", &site), ("x-forwarded-proto", "https")])
}

/// Returns a caller of an API, whose id is in this variable, beside the CDN.
fn direct_caller(api: &str) -> Client {
    let id = environment::variable(api);
    Client::new().with_headers(&[("host", &format!("{id}.execute-api.localhost"))])
}

/// Starts a reset and returns the network that the audit trail names for it.
async fn network_of_start(client: &Client) -> String {
    let table = &environment().audit_table;
    let before = tables::scan(table).await;
    client.start("nobody", "reset-password").await.success(201);
    let mut items = tables::scan(table).await;
    items.retain(|item| !before.contains(item));
    let networks: Vec<_> = items.iter().filter_map(|item| item.get("network")?["S"].as_str()).collect();
    let [network] = networks[..] else { panic!("not one network: {items:?}") };
    network.to_owned()
}

#[tokio::test]
async fn each_address_shows_its_page() {
    let viewer = viewer("127.0.0.1");
    for (address, status, file) in [
        ("/", 200, "index.html"),
        ("/sign-in", 200, "account.html"),
        ("/security-info", 200, "account.html"),
        ("/change-password", 200, "account.html"),
        ("/assets/page.js", 200, "assets/page.js"),
        ("/nothing", 404, "not-found.html"),
        ("/assets/nothing.js", 404, "not-found.html"),
    ] {
        let answer = viewer.get(address, None).await;
        let body = String::from_utf8_lossy(&answer.body);
        assert_eq!((answer.status, &*body), (status, file), "{address}");
    }
}

#[tokio::test]
async fn well_known_addresses_lead_to_pages() {
    let viewer = viewer("127.0.0.1");
    let answer = viewer.get("/.well-known/change-password", None).await;
    assert_eq!((answer.status, answer.header("location")), (302, Some("/change-password")));
    let page = format!("https://{}/security-info", environment::variable("READMIT_SITE"));
    let endpoints = viewer.get("/.well-known/passkey-endpoints", None).await.json();
    assert_eq!(endpoints, serde_json::json!({ "enroll": page, "manage": page }));
}

/// RFC 9116: a contact, and a moment in the future, at most a year away.
#[tokio::test]
async fn security_contact_is_where_programs_look() {
    let answer = viewer("127.0.0.1").get("/.well-known/security.txt", None).await;
    let body = String::from_utf8_lossy(&answer.body);
    assert_eq!(answer.header("content-type"), Some("text/plain; charset=utf-8"));
    let expires = body.strip_prefix("Contact: mailto:security@example.com\nExpires: ").expect("a contact");
    let expires: jiff::Timestamp = expires.trim_end().parse().expect("a moment");
    let days = (expires - environment::moment()).total(jiff::Unit::Hour).unwrap() / 24.0;
    assert!((1.0..365.0).contains(&days), "{days}");
}

#[tokio::test]
async fn each_answer_by_cloudfront_has_the_security_headers() {
    let viewer = viewer("127.0.0.1");
    for address in ["/", "/nothing", path::CONFIG, path::CHALLENGE, "/api/agent/take-job"] {
        let answer = viewer.get(address, None).await;
        for name in SECURITY_HEADERS {
            assert!(
                answer.header(name).is_some_and(|value| !value.is_empty()),
                "{address}: {name}: {answer}"
            );
        }
    }
}

#[tokio::test]
async fn cleartext_is_refused() {
    let site = environment::variable("READMIT_SITE");
    let viewer = Client::new().with_headers(&[("host", &site)]);
    assert_eq!(viewer.get("/", None).await.status, 301);
    assert_eq!(viewer.get(path::CONFIG, None).await.status, 403);
}

#[tokio::test]
async fn api_requests_that_bypass_cloudfront_get_404() {
    let forged = [
        vec![],
        vec![("x-readmit-origin", "")],
        vec![("x-readmit-origin", "guessed"), ("x-readmit-viewer", "127.7.7.7")],
    ];
    for headers in forged {
        let caller = direct_caller("READMIT_API_ID").with_headers(&headers);
        for route in routes::all().iter().filter(|route| route.key != routes::Key::Agent) {
            route.request_from(&caller, Some("token")).await.problem("not-found");
        }
    }
}

#[tokio::test]
async fn agents_reach_their_own_api_by_both_ways() {
    for caller in [viewer("127.0.0.1"), direct_caller("READMIT_AGENT_API_ID")] {
        for route in routes::all().iter().filter(|route| route.key == routes::Key::Agent) {
            let kind = route.request_from(&caller, None).await.kind();
            assert_ne!(kind, "not-found", "{}", route.name());
        }
    }
}

#[tokio::test]
async fn two_clients_are_seen_in_two_networks() {
    assert_eq!(network_of_start(&viewer("127.1.1.7")).await, "127.1.1.0/24");
    assert_eq!(network_of_start(&viewer("127.2.2.7")).await, "127.2.2.0/24");
}

#[tokio::test]
async fn claimed_address_is_replaced() {
    let claims = [
        ("x-readmit-viewer", "127.9.9.9"),
        ("x-readmit-origin", "guessed"),
        ("x-forwarded-for", "127.9.9.9"),
    ];
    let viewer = viewer("127.3.3.7").with_headers(&claims);
    assert_eq!(network_of_start(&viewer).await, "127.3.3.0/24");
}
