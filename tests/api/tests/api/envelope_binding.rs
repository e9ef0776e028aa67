//! The binding of envelopes: a password that was sealed for one order or sign-in is not accepted for another.

use agent_protocol::sealing::Plaintext;
use api_tests::{
    Client, Person, Reset, SignIn, SignedInUser,
    directory::{self, FIRST_PASSWORD},
    path,
    reset::GOOD_PASSWORD,
    sealing::envelopes,
    sign_in::request,
};
use serde_json::{Value, json};

/// Returns a user with a started change.
async fn changing() -> (Person, Reset) {
    let person = Person::new().await;
    let user = SignedInUser::sign_in_with_second_factor(&person).await;
    let change = Reset::change(&user).await;
    (person, change)
}

async fn proved() -> (Person, Reset) {
    let person = Person::new().await;
    let mut reset = Reset::start(&person.name).await;
    reset.prove(&person, "mail").await;
    (person, reset)
}

fn change_sealed_by(seal: &Value) -> Value {
    json!({ "envelopes": envelopes(seal, &Plaintext::change(FIRST_PASSWORD, GOOD_PASSWORD)) })
}

#[tokio::test]
async fn envelopes_of_another_change_or_reset_change_nothing() {
    let ((person, mut change), (other, theirs)) = (changing().await, changing().await);
    let (_, reset) = proved().await;
    for seal in [&theirs.seal, &reset.seal] {
        change.order(path::CHANGE_PASSWORD, &change_sealed_by(seal)).await;
        let shown = change.outcome().await;
        assert_eq!(shown["refusal"]["kind"], "agent-withdrawn", "{shown}");
    }
    for person in [&person, &other] {
        assert!(directory::has_password(&person.id, FIRST_PASSWORD));
    }
    theirs.show().await.problem("gate-missing");
}

#[tokio::test]
async fn envelopes_of_another_reset_or_change_set_nothing() {
    let ((person, mut reset), (other, theirs)) = (proved().await, proved().await);
    let (_, change) = changing().await;
    for sealed in [theirs.envelopes(GOOD_PASSWORD), change.envelopes(GOOD_PASSWORD)] {
        reset.order(path::SET_PASSWORD, &sealed).await;
        let shown = reset.outcome().await;
        assert_eq!(shown["refusal"]["kind"], "agent-withdrawn", "{shown}");
    }
    for person in [&person, &other] {
        assert!(directory::has_password(&person.id, FIRST_PASSWORD));
    }
    theirs.show().await.problem("gate-missing");
}

#[tokio::test]
async fn envelopes_of_another_sign_in_sign_nobody_in() {
    let (person, client) = (Person::new().await, Client::new());
    let [prepared, theirs] = [client.get(path::SIGN_IN, None).await, client.get(path::SIGN_IN, None).await]
        .map(|answer| answer.success(200));
    let mut body = request(&prepared, &person.name, FIRST_PASSWORD);
    body["envelopes"] = request(&theirs, &person.name, FIRST_PASSWORD)["envelopes"].clone();
    let begun = client.post(path::SIGN_IN, None, &body).await.success(202);
    let sign_in = SignIn { client, token: api_tests::json::text(&begun, "/token") };
    let outcome = sign_in.outcome().await;
    assert_eq!(api_tests::sign_in::reference(&outcome), None);
    assert_eq!(outcome.success(200)["state"], "refused");
}
