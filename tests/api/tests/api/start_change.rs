//! `POST /api/session/start-change`: `tests/change_password.rs` has what comes of it.

use api_tests::{Person, SignedInUser, path};
use serde_json::json;

#[tokio::test]
async fn it_tells_the_rules_and_whom_to_seal_to_and_nothing_to_a_wrong_shape() {
    let user = SignedInUser::sign_in_with_second_factor(&Person::new().await).await;
    let started = user.post(path::START_CHANGE, &json!({})).await.success(201);
    assert_eq!(started["account"]["rules"]["minimumLength"], 8);
    assert!(started["seal"]["binding"].as_str().unwrap().starts_with("readmit binding v1 reset="));
    user.post(path::START_CHANGE, &json!({ "more": 1 })).await.problem("malformed-request");
}
