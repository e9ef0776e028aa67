//! `POST /api/reset/unlock-account`.

use api_tests::{Client, Person, Reset, directory, fixtures, json::text, path, tables};
use serde_json::json;

#[tokio::test]
async fn unlock_keeps_the_password() {
    let person = Person::new().await;
    directory::edit(&person.id, "is_locked", &json!(true));
    let mut reset = Reset::start_with_client(Client::new(), &person.name, "unlock-account").await;
    reset.prove(&person, "mail").await;
    reset.unlock().await;
    let shown = reset.outcome().await;
    assert_eq!(shown["state"], "done", "{shown}");
    assert_eq!(directory::entry(&person.id)["is_locked"], false);
    assert!(directory::has_password(&person.id, directory::FIRST_PASSWORD));
}

#[tokio::test]
async fn unlock_needs_every_gate() {
    let person = Person::new().await;
    directory::edit(&person.id, "is_locked", &json!(true));
    let mut reset = Reset::start_with_client(Client::new(), &person.name, "unlock-account").await;
    reset.post(path::UNLOCK, &json!({})).await.problem("gate-missing");
    reset.send("mail").await;
    reset.post(path::UNLOCK, &json!({})).await.problem("gate-missing");
    assert_eq!(directory::entry(&person.id)["is_locked"], true);
    let decoy = Reset::start(&Person::without_account().name).await;
    decoy.post(path::UNLOCK, &json!({})).await.problem("gate-missing");
}

#[tokio::test]
async fn repeated_unlock_is_ordered_once() {
    let person = Person::new().await;
    let mut reset = Reset::start(&person.name).await;
    reset.prove(&person, "mail").await;
    let first = reset.post(path::UNLOCK, &json!({})).await.success(202);
    for _ in 0..3 {
        assert_eq!(reset.post(path::UNLOCK, &json!({})).await.success(202), first);
    }
    reset.token = text(&first, "/token");
    assert_eq!(reset.outcome().await["state"], "done");
    for (event, count) in [("order_placed", 1), ("account_unlocked", 1), ("password_set", 0)] {
        assert_eq!(tables::count(&reset.id(), event).await, count, "{event}");
    }
}

#[tokio::test]
async fn serial_deferred_unlock_is_done_when_an_agent_is_back() {
    let person = Person::new().await;
    directory::edit(&person.id, "is_locked", &json!(true));
    let mut reset = Reset::start_with_client(Client::new(), &person.name, "unlock-account").await;
    reset.prove(&person, "mail").await;
    let asleep = |agent: &mut tables::Item| agent.remove("last_seen");
    let refused = fixtures::with_agents_changed(asleep, reset.post(path::UNLOCK, &json!({}))).await;
    refused.problem("agents-offline");
    let body = json!({ "keepTrying": true });
    let ordered = fixtures::with_agents_changed(asleep, reset.post(path::UNLOCK, &body)).await.success(202);
    reset.token = text(&ordered, "/token");
    assert_eq!(reset.outcome().await["state"], "done");
    assert_eq!(directory::entry(&person.id)["is_locked"], false);
    let events = tables::audit(&reset.id()).await;
    let event = |name: &str| {
        events.iter().find(|event| event["event"] == name).unwrap_or_else(|| panic!("{events:?}"))
    };
    assert!(event("order_placed")["keeps_trying_until"].is_string());
    assert_eq!(event("order_taken")["agent"], "agent-1");
    assert_eq!(event("account_unlocked")["kept_trying"], true);
}
