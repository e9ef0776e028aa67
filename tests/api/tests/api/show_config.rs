//! `GET /api/config`.

use api_tests::{
    Client,
    environment::moment,
    fixtures,
    json::{members, text},
    path, tables,
};
use serde_json::{Value, json};

#[tokio::test]
async fn config_is_cacheable_for_a_minute() {
    let shown = Client::new().get(path::CONFIG, None).await;
    assert_eq!(shown.status, 200, "{shown}");
    assert_eq!(shown.header("content-type"), Some("application/json"));
    let caching = shown.header("cache-control").unwrap_or_default();
    assert!(caching.contains("public") && caching.contains("max-age=60"), "{caching}");
    assert_eq!(shown.header("set-cookie"), None);
}

#[tokio::test]
async fn config_shows_branding_but_no_limits() {
    let shown = Client::new().get(path::CONFIG, None).await.json();
    let all = ["branding", "destinationRequired", "helpDesk", "languages", "methods", "writeback"];
    assert_eq!(members(&shown), all);
    assert_eq!(shown["writeback"]["keepTryingMinutes"], 30);
    assert_eq!(text(&shown, "/branding/name"), "Demo Company");
    for color in ["/branding/accent", "/branding/onAccent"] {
        let color = text(&shown, color);
        assert!(color.len() == 7 && color.starts_with('#'), "{color}");
    }
    assert_eq!(
        shown["languages"],
        json!(listed_languages()),
        "every language is offered, in the order of the list"
    );
    let kinds = ["passkey", "authenticator-app", "text-message", "mail", "recovery-code"];
    assert_eq!(shown["methods"], json!(kinds));
    assert_eq!(text(&shown, "/helpDesk/url"), "mailto:helpdesk@demo.example");
    assert_eq!(text(&shown, "/helpDesk/label"), "Ask the help desk");
    let of_swedish = listed_languages().iter().position(|tag| *tag == "sv").expect("it is offered");
    assert_eq!(shown["helpDesk"]["labels"][of_swedish], "Fråga helpdesken");
    assert_eq!(text(&shown, "/helpDesk/phone"), "+46 8 465 004 00");
}

#[tokio::test]
async fn config_is_the_same_for_everyone() {
    let plain = Client::new().get(path::CONFIG, None).await.body;
    let forged =
        Client::new().with_headers(&[("x-forwarded-host", "evil.example"), ("accept-language", "sv")]);
    assert_eq!(forged.get(path::CONFIG, Some("x")).await.body, plain);
}

#[tokio::test]
async fn serial_config_shows_whether_writeback_is_available() {
    let now = moment().to_string();
    let here = writeback_of_agents(&now, REACHABLE).await;
    assert_eq!(here, json!({ "available": true, "keepTryingMinutes": 30 }));
    let seen = "2026-11-22T09:58:00Z";
    let gone = writeback_of_agents(seen, REACHABLE).await;
    assert_eq!(gone, json!({ "available": false, "lastAvailableAt": seen, "keepTryingMinutes": 30 }));
    let unreachable = writeback_of_agents(&now, UNREACHABLE).await;
    assert_eq!(unreachable["available"], false, "{unreachable}");
    assert_eq!(unreachable["lastAvailableAt"], "2026-11-22T09:00:00Z", "{unreachable}");
}

/// Returns what the configuration says while all agents were last seen then, with this health.
async fn writeback_of_agents(last_seen: &str, health: &str) -> Value {
    let change = |agent: &mut tables::Item| {
        agent.insert("last_seen".to_owned(), json!({ "S": last_seen }));
        agent.insert("health".to_owned(), json!({ "S": health }));
    };
    let shown = fixtures::with_agents_changed(change, Client::new().get(path::CONFIG, None)).await;
    shown.json()["writeback"].clone()
}

/// The health of an agent that reaches its directory.
const REACHABLE: &str = r#"{"directoryReachable":true,"lastSyncAt":1795338000}"#;

/// The health of an agent that is alive but does not reach its directory.
const UNREACHABLE: &str = r#"{"directoryReachable":false,"lastSyncAt":1795338000}"#;

/// Returns the tags in `locales/languages.toml`.
fn listed_languages() -> Vec<&'static str> {
    let list = include_str!("../../../../locales/languages.toml");
    list.lines().filter_map(|line| line.split_once(" = ")).map(|(tag, _)| tag).collect()
}
