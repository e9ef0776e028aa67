use serde_json::Value;

use super::Edge;

#[tokio::test(flavor = "multi_thread")]
async fn messages_are_listed_newest_first() {
    let edge = Edge::start().await;
    let listed: Value = edge.get("/outbox.json").await.json().await.expect("JSON");
    let again: Value = edge.get("/outbox.json").await.json().await.expect("JSON");
    assert_eq!(listed, again, "a text message keeps its first time");
    assert_eq!(
        (&listed[0]["channel"], &listed[0]["to"], &listed[0]["body"]),
        (&"sms".into(), &"+46701234567".into(), &"654321".into())
    );
    assert!(listed[0].get("subject").is_none() && listed[0].get("html").is_none());
    assert_eq!(listed[1]["html"], "<p>123456</p>");
    assert_eq!((&listed[1]["channel"], &listed[1]["subject"]), (&"email".into(), &"Your code".into()));
    assert_eq!(listed[1]["at"], "1970-01-01T00:00:01.5Z");
}

#[tokio::test(flavor = "multi_thread")]
async fn outbox_page_has_nothing_inline() {
    let edge = Edge::start().await;
    let page = edge.get("/outbox").await.text().await.expect("body");
    assert!(page.contains("Your code") && page.contains("654321"));
    assert!(!page.contains("<style") && !page.contains("<script>") && !page.contains("onclick"));
    for path in ["/outbox.css", "/outbox.js"] {
        assert_eq!(edge.get(path).await.status(), 200, "{path}");
    }
}
