//! `POST /api/security-info/skip-registration`. The demonstration's policy allows no skipping.

use api_tests::{Person, SignedInUser, path};
use serde_json::json;

#[tokio::test]
async fn skip_is_refused_if_nothing_is_required() {
    let user = SignedInUser::sign_in_with_second_factor(&Person::new().await).await;
    user.post(path::SKIP, &json!({})).await.problem("step-not-allowed");
}

#[tokio::test]
async fn required_registration_cannot_be_skipped() {
    let person = Person::without_destinations().await;
    let user = SignedInUser::sign_in(&person).await;
    assert_eq!(user.next().await, "register");
    user.post(path::SKIP, &json!({})).await.problem("step-not-allowed");
    user.post(path::START_CHANGE, &json!({})).await.problem("registration-required");
    let before = user.reference.clone();
    let mut user = user;
    let added = user.add("authenticator-app").await;
    let app =
        api_tests::authenticator_app::App { key: added["app"]["key"].as_str().unwrap().to_owned(), step: 0 };
    let body = json!({ "method": added["method"], "code": app.code(0) });
    let proved = user.post_and_rotate(path::PROVE, &body).await;
    assert_ne!(user.reference, before, "the first method is a second factor too");
    assert_eq!(proved["session"]["next"], "security-info");
    let old = SignedInUser { reference: before, ..user.clone() };
    old.get(path::SESSION).await.problem("session-required");
    assert_eq!(SignedInUser::sign_in(&person).await.next().await, "prove");
}
