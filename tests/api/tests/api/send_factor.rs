//! `POST /api/session/send-factor`.

use api_tests::{Person, SignedInUser, outbox, path};
use serde_json::json;

#[tokio::test]
async fn factor_code_is_sent_to_the_stored_destination() {
    let person = Person::new().await;
    let user = SignedInUser::sign_in(&person).await;
    let sent = user.post(path::SEND_FACTOR, &json!({ "method": user.factor("text-message").await })).await;
    let sent = sent.success(202);
    assert_eq!((&sent["codeLength"], &sent["resendAfterSeconds"]), (&json!(6), &json!(30)));
    let message = outbox::wait_for(&person.mobile, 1).await.remove(0);
    assert!(message.body.contains("is your code to sign in"), "{message:?}");
}

#[tokio::test]
async fn next_factor_code_waits_30_seconds() {
    let user = SignedInUser::sign_in(&Person::new().await).await;
    let method = user.factor("text-message").await;
    user.post(path::SEND_FACTOR, &json!({ "method": method })).await.success(202);
    let soon = user.post(path::SEND_FACTOR, &json!({ "method": method })).await.problem("send-too-soon");
    assert!((25..=30).contains(&soon["retryAfterSeconds"].as_i64().unwrap()), "{soon}");
}

#[tokio::test]
async fn no_code_is_sent_to_a_method_that_is_no_factor() {
    let (person, other) = (Person::new().await, Person::new().await);
    let user = SignedInUser::sign_in(&person).await;
    user.post(path::SEND_FACTOR, &json!({ "method": "no-such-method" })).await.problem("method-unknown");
    let theirs = SignedInUser::sign_in_with_second_factor(&other).await;
    let app = theirs.add_app().await;
    let method = theirs.method("authenticator-app").await;
    user.post(path::SEND_FACTOR, &json!({ "method": method })).await.problem("method-unknown");
    let code = json!({ "method": method, "code": app.code(1) });
    user.post(path::PROVE_FACTOR, &code).await.problem("method-unknown");
    let own = json!({ "method": "directory-mail" });
    theirs.post(path::SEND_FACTOR, &own).await.problem("step-not-allowed");
}
