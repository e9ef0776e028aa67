//! `GET /api/config`.

use api_tests::{
    Client,
    client::path,
    json::{members, text},
};
use serde_json::json;

#[tokio::test]
async fn everyone_may_keep_it_for_a_minute() {
    let shown = Client::new().get(path::CONFIG, None).await;
    assert_eq!(shown.status, 200, "{shown}");
    assert_eq!(shown.header("content-type"), Some("application/json"));
    let kept = shown.header("cache-control").unwrap_or_default();
    assert!(kept.contains("public") && kept.contains("max-age=60"), "{kept}");
    assert_eq!(shown.header("set-cookie"), None);
}

#[tokio::test]
async fn it_shows_the_policys_branding_and_nothing_of_its_limits() {
    let shown = Client::new().get(path::CONFIG, None).await.json();
    assert_eq!(members(&shown), ["branding", "destinationRequired", "helpDesk", "languages", "methods"]);
    assert_eq!(text(&shown, "/branding/name"), "Demo Company");
    for colour in ["/branding/accent", "/branding/onAccent"] {
        let colour = text(&shown, colour);
        assert!(colour.len() == 7 && colour.starts_with('#'), "{colour}");
    }
    assert_eq!(shown["languages"], json!(["en", "sv"]));
    assert_eq!(shown["methods"], json!(["text-message", "mail"]));
    assert_eq!(text(&shown, "/helpDesk/url"), "mailto:helpdesk@demo.example");
}

#[tokio::test]
async fn it_is_the_same_for_everyone() {
    let plain = Client::new().get(path::CONFIG, None).await.body;
    let forged =
        Client::new().with_headers(&[("x-forwarded-host", "evil.example"), ("accept-language", "sv")]);
    assert_eq!(forged.get(path::CONFIG, Some("x")).await.body, plain);
}
