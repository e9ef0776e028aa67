//! Tokens that are forged, of another kind, of another step, of another reset, or used again.

use api_tests::{
    Person, Reset,
    agent::{self, Agent},
    forging,
    json::text,
    path,
    reset::GOOD_PASSWORD,
    tables,
};
use serde_json::{Value, json};

#[tokio::test]
async fn forged_tokens_open_nothing() {
    let person = Person::new().await;
    let mut reset = Reset::start(&person.name).await;
    reset.prove(&person, "mail").await;
    for (name, token) in forging::forgeries(&reset.token) {
        let forger = Reset { token, ..reset.clone() };
        for (path, body) in bodies(&reset) {
            let answer = forger.post(path, &body).await;
            assert!(is_refused(&answer), "{name} at {path}: {answer}");
        }
        let answer = forger.show().await;
        assert!(is_refused(&answer), "{name}: {answer}");
    }
    assert_eq!(tables::count(&reset.id(), "order_placed").await, 0);
}

/// Returns whether the answer refuses the token. The gateway may refuse headers that are too long.
fn is_refused(answer: &api_tests::Answer) -> bool {
    [413, 431].contains(&answer.status) || answer.kind() == "token-invalid"
}

#[tokio::test]
async fn token_is_read_from_its_header_only() {
    let person = Person::new().await;
    let mut reset = Reset::start(&person.name).await;
    reset.prove(&person, "mail").await;
    let token = reset.token.clone();
    for value in [
        format!("Basic {token}"),
        token.clone(),
        format!("Bearer  {token} x"),
        format!("Token {token}"),
        "Bearer ".to_owned(),
    ] {
        let client = api_tests::Client::new().with_headers(&[("authorization", &value)]);
        client.post(path::UNLOCK, None, &json!({})).await.problem("token-invalid");
    }
    let client = api_tests::Client::new().with_headers(&[
        ("cookie", &format!("token={token}")),
        ("x-authorization", &format!("Bearer {token}")),
    ]);
    client.post(path::UNLOCK, None, &json!({})).await.problem("token-invalid");
    client
        .post(&format!("{}?access_token={token}", path::UNLOCK), None, &json!({}))
        .await
        .problem("token-invalid");
    let body = json!({ "token": token });
    client.post(path::UNLOCK, None, &body).await.problem("malformed-request");
}

#[tokio::test]
async fn tokens_of_other_kinds_open_nothing() {
    let person = Person::new().await;
    let mut reset = Reset::start(&person.name).await;
    reset.prove(&person, "mail").await;
    let agent = Agent::enrolled().await;
    let body = b"{}".to_vec();
    let signed = agent.sign(&agent.header(), &agent.claims(path::UNLOCK, &body));
    let dressed = agent.sign(&forging::header(&reset.token), &forging::claims(&reset.token));
    let challenge = text(&reset.client.challenge().await, "/challenge");
    for token in [signed, dressed, challenge, reset.id(), person.id.clone()] {
        let stranger = Reset { token, ..reset.clone() };
        for (path, body) in bodies(&reset) {
            stranger.post(path, &body).await.problem("token-invalid");
        }
        stranger.show().await.problem("token-invalid");
    }
    for path in [agent::SYNC, agent::REPORT] {
        let body = br#"{"kind":"lead"}"#.to_vec();
        agent::post_signed(path, &reset.token, body).await.problem("token-invalid");
    }
}

#[tokio::test]
async fn tokens_of_earlier_generations_are_refused() {
    let person = Person::new().await;
    let mut reset = Reset::start(&person.name).await;
    let mut stale = vec![reset.token.clone()];
    reset.send("text-message").await;
    stale.push(reset.token.clone());
    let code = reset.receive(&person, "mail").await;
    stale.push(reset.token.clone());
    let proved = reset.guess("mail", &code).await.success(200);
    (reset.token, reset.seal) = (text(&proved, "/token"), proved["seal"].clone());
    assert_all_refused(&stale, &reset, "after the proof").await;
    stale.push(reset.token.clone());
    reset.set_password("x").await;
    assert_all_refused(&stale, &reset, "while writing").await;
    assert_eq!(reset.outcome().await["state"], "refused");
    assert_all_refused(&stale, &reset, "after a refusal").await;
    stale.push(reset.token.clone());
    reset.set_password(GOOD_PASSWORD).await;
    assert_eq!(reset.outcome().await["state"], "done");
    assert_all_refused(&stale, &reset, "after the end").await;
    stale.sort();
    stale.dedup();
    assert_eq!(stale.len(), 5, "each generation has its own token");
}

async fn assert_all_refused(stale: &[String], reset: &Reset, when: &str) {
    for (generation, token) in stale.iter().enumerate() {
        let old = Reset { token: token.clone(), ..reset.clone() };
        for (path, body) in bodies(reset) {
            let answer = old.post(path, &body).await;
            assert_eq!(answer.kind(), "token-invalid", "{when}, generation {generation}, {path}");
        }
        old.show().await.problem("token-invalid");
    }
}

#[tokio::test]
async fn tokens_of_two_resets_cannot_be_swapped() {
    let (one, other) = (Person::new().await, Person::new().await);
    let (mut mine, mut theirs) = (Reset::start(&one.name).await, Reset::start(&other.name).await);
    mine.prove(&one, "mail").await;
    theirs.send("mail").await;
    // The other token belongs to the other reset, at its own step.
    theirs.post(path::UNLOCK, &json!({})).await.problem("gate-missing");
    theirs.post(path::SET_PASSWORD, &mine.envelopes(GOOD_PASSWORD)).await.problem("gate-missing");
    mine.post(path::SEND, &json!({ "method": theirs.method("text-message") }))
        .await
        .problem("step-not-allowed");
    // Parts of two tokens make no valid token.
    let parts = |token: &str| token.split('.').map(str::to_owned).collect::<Vec<_>>();
    let (a, b) = (parts(&mine.token), parts(&theirs.token));
    for token in [format!("{}.{}.{}", b[0], a[1], b[2]), format!("{}.{}.{}", a[0], b[1], a[2])] {
        let mixed = Reset { token, ..mine.clone() };
        mixed.post(path::UNLOCK, &json!({})).await.problem("token-invalid");
    }
    assert_eq!(tables::count(&theirs.id(), "order_placed").await, 0);
}

#[tokio::test]
async fn first_token_is_refused_once_a_reset_moves_on() {
    let person = Person::new().await;
    let attacker = Reset::start(&person.name).await;
    let mut victim = attacker.clone();
    victim.prove(&person, "mail").await;
    for (path, body) in bodies(&attacker) {
        attacker.post(path, &body).await.problem("token-invalid");
    }
    attacker.show().await.problem("token-invalid");
}

/// Tokens of earlier versions name no account. Their resets have expired, and the page starts again.
#[tokio::test]
async fn token_without_an_account_has_expired() {
    let person = Person::new().await;
    let reset = Reset::start(&person.name).await;
    let mut claims = forging::claims(&reset.token);
    let same = forging::signed_by_the_server(&forging::header(&reset.token), &claims).await;
    Reset { token: same, ..reset.clone() }.show().await.problem("gate-missing");
    claims.as_object_mut().unwrap().remove("account").unwrap();
    let token = forging::signed_by_the_server(&forging::header(&reset.token), &claims).await;
    let old = Reset { token, ..reset.clone() };
    for (path, body) in bodies(&reset) {
        old.post(path, &body).await.problem("reset-expired");
    }
    old.show().await.problem("reset-expired");
}

/// Returns a well-formed request of each step.
fn bodies(reset: &Reset) -> Vec<(&'static str, Value)> {
    let envelope = json!({ "agent": "agent-1", "enc": "A".repeat(43), "ciphertext": "A".repeat(363) });
    vec![
        (path::SEND, json!({ "method": reset.method("mail"), "destination": "x@y.example" })),
        (path::VERIFY, json!({ "method": reset.method("mail"), "code": "123456" })),
        (path::SET_PASSWORD, json!({ "envelopes": [envelope] })),
        (path::UNLOCK, json!({})),
        (path::CANCEL, json!({})),
    ]
}
