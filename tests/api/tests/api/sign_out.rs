//! `POST /api/session/sign-out`.

use api_tests::{Client, Person, SignedInUser, path, sign_in::reference};
use serde_json::json;

#[tokio::test]
async fn sign_out_ends_this_session_only() {
    let person = Person::new().await;
    let (one, other) = (SignedInUser::sign_in(&person).await, SignedInUser::sign_in(&person).await);
    let answer = one.post(path::SIGN_OUT, &json!({})).await;
    answer.success(200);
    assert_eq!(reference(&answer).as_deref(), Some(""));
    one.get(path::SESSION).await.problem("session-required");
    other.session().await;
    one.post(path::SIGN_OUT, &json!({})).await.success(200);
}

#[tokio::test]
async fn sign_out_everywhere_ends_all_sessions_of_the_user() {
    let (person, stranger) = (Person::new().await, Person::new().await);
    let (one, other) = (SignedInUser::sign_in(&person).await, SignedInUser::sign_in(&person).await);
    let theirs = SignedInUser::sign_in(&stranger).await;
    one.post(path::SIGN_OUT, &json!({ "everywhere": true })).await.success(200);
    for ended in [one, other] {
        ended.get(path::SESSION).await.problem("session-required");
    }
    theirs.session().await;
    SignedInUser::sign_in(&person).await.session().await;
}

#[tokio::test]
async fn sign_out_without_a_session_succeeds() {
    let stranger = SignedInUser { client: Client::new(), reference: "A".repeat(43) };
    stranger.post(path::SIGN_OUT, &json!({})).await.success(200);
}
