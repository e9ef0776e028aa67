//! `POST /api/security-info/skip-registration`. The demonstration's policy allows no skipping.

use api_tests::{Person, Visitor, visitor::path};
use serde_json::json;

#[tokio::test]
async fn who_is_not_made_to_register_has_nothing_to_skip() {
    let visitor = Visitor::sign_in_fully(&Person::new().await).await;
    visitor.post(path::SKIP, &json!({})).await.problem("step-not-allowed");
}

#[tokio::test]
async fn who_has_nothing_registers_before_anything_else_and_cannot_skip_it() {
    let person = Person::bare().await;
    let visitor = Visitor::sign_in(&person).await;
    assert_eq!(visitor.next().await, "register");
    visitor.post(path::SKIP, &json!({})).await.problem("step-not-allowed");
    visitor.post(path::START_CHANGE, &json!({})).await.problem("registration-required");
    let before = visitor.reference.clone();
    let mut visitor = visitor;
    let added = visitor.add("authenticator-app").await;
    let app = api_tests::visitor::App { key: added["app"]["key"].as_str().unwrap().to_owned(), step: 0 };
    let body = json!({ "method": added["method"], "code": app.code(0) });
    let proved = visitor.post_and_rotate(path::PROVE, &body).await;
    assert_ne!(visitor.reference, before, "the first method is a second factor too");
    assert_eq!(proved["session"]["next"], "security-info");
    let old = Visitor { reference: before, ..visitor.clone() };
    old.get(path::SESSION).await.problem("session-required");
    assert_eq!(Visitor::sign_in(&person).await.next().await, "prove");
}
