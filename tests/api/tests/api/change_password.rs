//! `POST /api/session/start-change` and `POST /api/reset/change-password`.

use agent_protocol::sealing::Plaintext;
use api_tests::{
    Person, Reset, SignedInUser,
    directory::{self, FIRST_PASSWORD},
    fixtures, outbox, path,
    reset::GOOD_PASSWORD,
    sealing::envelopes,
};
use serde_json::{Value, json};

async fn order(change: &mut Reset, current: &str, new: &str) -> Value {
    let body = json!({ "envelopes": envelopes(&change.seal, &Plaintext::change(current, new)) });
    change.order(path::CHANGE_PASSWORD, &body).await;
    change.outcome().await
}

#[tokio::test]
async fn changing_the_password_ends_every_session() {
    let person = Person::new().await;
    let (user, other) =
        (SignedInUser::sign_in_with_second_factor(&person).await, SignedInUser::sign_in(&person).await);
    let mut change = Reset::change(&user).await;
    assert_eq!(change.started["account"]["rules"]["accountName"], person.name);
    assert_eq!(order(&mut change, FIRST_PASSWORD, GOOD_PASSWORD).await["state"], "done");
    assert!(directory::has_password(&person.id, GOOD_PASSWORD));
    for ended in [user, other] {
        ended.get(path::SESSION).await.problem("session-required");
    }
    SignedInUser::sign_in_with(&person, GOOD_PASSWORD).await.session().await;
    let messages = outbox::wait_for(&person.mobile, 1).await;
    assert!(
        messages.iter().any(|message| message.body.contains("your password was changed")),
        "{messages:?}"
    );
}

#[tokio::test]
async fn wrong_current_password_changes_nothing_and_is_counted() {
    let person = Person::new().await;
    let user = SignedInUser::sign_in_with_second_factor(&person).await;
    let mut change = Reset::change(&user).await;
    for _ in 0..4 {
        let shown = order(&mut change, "Wrong-Passw0rd!", GOOD_PASSWORD).await;
        assert_eq!(
            (&shown["state"], &shown["refusal"]["kind"]),
            (&json!("refused"), &json!("current-password-wrong"))
        );
    }
    let body =
        json!({ "envelopes": envelopes(&change.seal, &Plaintext::change(FIRST_PASSWORD, GOOD_PASSWORD)) });
    change.post(path::CHANGE_PASSWORD, &body).await.problem("limit-reached");
    assert!(directory::has_password(&person.id, FIRST_PASSWORD));
}

#[tokio::test]
async fn required_change_comes_before_anything_else() {
    for state in ["expired", "must-change"] {
        let person = Person::new().await;
        directory::edit(&person.id, "password_state", &json!(state));
        let mut user = SignedInUser::sign_in(&person).await;
        user.prove_by_mail(&person).await;
        assert_eq!(user.next().await, "change-password");
        user.post(path::ADD, &json!({ "kind": "recovery-code" })).await.problem("step-not-allowed");
        let mut change = Reset::change(&user).await;
        assert_eq!(order(&mut change, FIRST_PASSWORD, GOOD_PASSWORD).await["state"], "done");
        assert_eq!(SignedInUser::sign_in_with(&person, GOOD_PASSWORD).await.next().await, "prove");
    }
}

#[tokio::test]
async fn expired_password_does_not_replace_the_second_factor() {
    for state in ["expired", "must-change"] {
        let person = Person::new().await;
        directory::edit(&person.id, "password_state", &json!(state));
        let user = SignedInUser::sign_in(&person).await;
        assert_eq!(user.next().await, "prove");
        user.post(path::START_CHANGE, &json!({})).await.problem("factor-missing");
        user.post(path::ADD, &json!({ "kind": "recovery-code" })).await.problem("factor-missing");
        assert!(directory::has_password(&person.id, FIRST_PASSWORD));
    }
}

#[tokio::test]
async fn user_without_methods_changes_an_expired_password_at_once() {
    let person = Person::without_destinations().await;
    directory::edit(&person.id, "password_state", &json!("expired"));
    let user = SignedInUser::sign_in(&person).await;
    assert_eq!(user.next().await, "change-password");
    let mut change = Reset::change(&user).await;
    assert_eq!(order(&mut change, FIRST_PASSWORD, GOOD_PASSWORD).await["state"], "done");
}

#[tokio::test]
async fn directory_refusal_is_shown_and_can_be_corrected() {
    let person = Person::new().await;
    let mut change = Reset::change(&SignedInUser::sign_in_with_second_factor(&person).await).await;
    let shown = order(&mut change, FIRST_PASSWORD, "Sommar2026").await;
    assert_eq!(shown["refusal"]["kind"], "password-too-weak");
    assert_eq!(order(&mut change, FIRST_PASSWORD, GOOD_PASSWORD).await["state"], "done");
}

#[tokio::test]
async fn changing_needs_a_second_factor() {
    let user = SignedInUser::sign_in(&Person::new().await).await;
    user.post(path::START_CHANGE, &json!({})).await.problem("factor-missing");
}

#[tokio::test]
async fn tokens_of_change_and_reset_are_not_interchangeable() {
    let person = Person::new().await;
    let change = Reset::change(&SignedInUser::sign_in_with_second_factor(&person).await).await;
    let set = json!({ "envelopes": envelopes(&change.seal, &Plaintext::reset(GOOD_PASSWORD)) });
    change.post(path::SET_PASSWORD, &set).await.problem("step-not-allowed");
    change.post(path::UNLOCK, &json!({})).await.problem("step-not-allowed");
    let mut reset = Reset::start(&person.name).await;
    reset.prove(&person, "text-message").await;
    let body =
        json!({ "envelopes": envelopes(&reset.seal, &Plaintext::change(FIRST_PASSWORD, GOOD_PASSWORD)) });
    reset.post(path::CHANGE_PASSWORD, &body).await.problem("step-not-allowed");
}

/// Asserts that an action ends a started change, and that the password stays.
async fn is_ended_by(end: impl AsyncFnOnce(Person, SignedInUser)) {
    let person = Person::new().await;
    let user = SignedInUser::sign_in_with_second_factor(&person).await;
    let change = Reset::change(&user).await;
    end(person.clone(), user).await;
    let sealed = envelopes(&change.seal, &Plaintext::change(FIRST_PASSWORD, GOOD_PASSWORD));
    let answer = change.post(path::CHANGE_PASSWORD, &json!({ "envelopes": sealed })).await;
    answer.problem("reset-expired");
    assert!(directory::has_password(&person.id, FIRST_PASSWORD));
}

#[tokio::test]
async fn freeze_ends_a_started_change() {
    is_ended_by(async |person, _| fixtures::freeze(&person.id).await).await;
}

#[tokio::test]
async fn sign_out_everywhere_ends_a_started_change() {
    is_ended_by(async |_, user| {
        user.post(path::SIGN_OUT, &json!({ "everywhere": true })).await.success(200);
    })
    .await;
}
