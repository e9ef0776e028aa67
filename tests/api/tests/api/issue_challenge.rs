//! `GET /api/reset/challenge`.

use std::collections::HashSet;

use api_tests::{
    Client,
    environment::moment,
    json::{members, number, text},
    path,
};

#[tokio::test]
async fn challenge_states_its_work_and_expiry() {
    let issued = Client::new().challenge().await;
    assert_eq!(members(&issued), ["challenge", "count", "difficulty", "expiresAt"]);
    assert!((13..=21).contains(&number(&issued, "/difficulty")), "{issued}");
    assert!((16..=64).contains(&number(&issued, "/count")), "{issued}");
    let expires: jiff::Timestamp = text(&issued, "/expiresAt").parse().unwrap();
    let left = expires.duration_since(moment()).as_secs();
    assert!((595..=601).contains(&left), "{left} seconds");
}

#[tokio::test]
async fn challenges_differ() {
    let client = Client::new();
    let mut seen = HashSet::new();
    for _ in 0..20 {
        assert!(seen.insert(text(&client.challenge().await, "/challenge")));
    }
}

#[tokio::test]
async fn challenge_needs_no_token_and_ignores_one() {
    let client = Client::new();
    client.get(path::CHALLENGE, Some("x")).await.success(200);
    client.get(&format!("{}?difficulty=0", path::CHALLENGE), None).await.success(200);
}
