//! `POST /api/session/start-change`. `change_password` has more.

use api_tests::{Person, SignedInUser, path};
use serde_json::json;

#[tokio::test]
async fn start_returns_the_rules_and_the_agents() {
    let user = SignedInUser::sign_in_with_second_factor(&Person::new().await).await;
    let started = user.post(path::START_CHANGE, &json!({})).await.success(201);
    assert_eq!(started["account"]["rules"]["minimumLength"], 8);
    assert!(started["seal"]["binding"].as_str().unwrap().starts_with("readmit binding v1 reset="));
    user.post(path::START_CHANGE, &json!({ "more": 1 })).await.problem("malformed-request");
}
