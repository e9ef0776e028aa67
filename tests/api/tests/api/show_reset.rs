//! `GET /api/reset`.

use api_tests::{
    Client, Person, Reset,
    environment::moment,
    fixtures,
    json::{members, text},
    path,
    reset::GOOD_PASSWORD,
};

#[tokio::test]
async fn show_needs_an_order() {
    let person = Person::new().await;
    let mut reset = Reset::start(&person.name).await;
    reset.show().await.problem("gate-missing");
    reset.prove(&person, "mail").await;
    reset.show().await.problem("gate-missing");
}

#[tokio::test]
async fn done_reset_has_a_receipt() {
    let person = Person::new().await;
    let mut reset = Reset::start(&person.name).await;
    reset.prove(&person, "mail").await;
    let before = reset.token.clone();
    reset.set_password(GOOD_PASSWORD).await;
    let shown = reset.outcome().await;
    assert_eq!(members(&shown), ["receipt", "state"], "{shown}");
    assert_eq!(members(&shown["receipt"]), ["agent", "at", "job"]);
    let at: jiff::Timestamp = text(&shown, "/receipt/at").parse().unwrap();
    assert!(moment().duration_since(at).as_secs().abs() < 30);
    // It may be read again, but only with the newest token.
    assert_eq!(reset.show().await.success(200), shown);
    reset.client.get(path::SHOW, Some(&before)).await.problem("token-invalid");
}

#[tokio::test]
async fn refused_reset_has_a_refusal() {
    let person = Person::new().await;
    let mut reset = Reset::start(&person.name).await;
    reset.prove(&person, "mail").await;
    reset.set_password("x").await;
    let shown = reset.outcome().await;
    assert_eq!(members(&shown), ["refusal", "state"], "{shown}");
}

#[tokio::test]
async fn expired_reset_is_shown_as_expired() {
    let person = Person::new().await;
    let mut reset = Reset::start(&person.name).await;
    reset.prove(&person, "mail").await;
    reset.unlock().await;
    reset.outcome().await;
    let other = Person::new().await;
    let mut reset = Reset::start(&other.name).await;
    reset.prove(&other, "mail").await;
    fixtures::expire_reset(&reset.id()).await;
    assert_eq!(reset.show().await.success(200)["state"], "expired");
}

#[tokio::test]
async fn outcome_is_shown_after_the_end_of_the_reset() {
    let person = Person::new().await;
    let mut reset = Reset::start(&person.name).await;
    reset.prove(&person, "mail").await;
    reset.set_password("x").await;
    let refused = reset.outcome().await;
    assert_eq!(refused["state"], "refused");
    fixtures::expire_reset(&reset.id()).await;
    assert_eq!(reset.show().await.success(200), refused);
    reset.post(path::UNLOCK, &serde_json::json!({})).await.problem("reset-expired");

    let person = Person::new().await;
    let mut reset = Reset::start(&person.name).await;
    reset.prove(&person, "mail").await;
    reset.set_password(GOOD_PASSWORD).await;
    let done = reset.outcome().await;
    fixtures::expire_reset(&reset.id()).await;
    assert_eq!(reset.show().await.success(200), done);
}

#[tokio::test]
async fn expired_reset_refuses_every_step() {
    let person = Person::new().await;
    let mut reset = Reset::start(&person.name).await;
    let code = reset.receive(&person, "mail").await;
    fixtures::expire_reset(&reset.id()).await;
    assert_eq!(reset.show().await.success(200)["state"], "expired");
    reset.request_code("text-message").await.problem("reset-expired");
    reset.guess("mail", &code).await.problem("reset-expired");
    reset.post(path::UNLOCK, &serde_json::json!({})).await.problem("reset-expired");
}

#[tokio::test]
async fn show_needs_a_token_in_the_header() {
    let client = Client::new();
    client.get(path::SHOW, None).await.problem("token-invalid");
    client.get(path::SHOW, Some("x")).await.problem("token-invalid");
    let reset = Reset::start("nobody-at-all").await;
    // A token in the URL does not count.
    client.get(&format!("{}?token={}", path::SHOW, reset.token), None).await.problem("token-invalid");
}
