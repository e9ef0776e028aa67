//! `GET /api/sign-in`. `sign_in` has more.

use api_tests::{Client, fixtures, path};
use serde_json::json;

#[tokio::test]
async fn serial_sign_in_names_no_agents_if_all_are_offline() {
    let long_ago = "2020-01-01T00:00:00Z";
    let request = async { Client::new().get(path::SIGN_IN, None).await.success(200) };
    let answer = fixtures::with_agents_changed(
        |agent| agent.insert("last_seen".to_owned(), json!({ "S": long_ago })),
        request,
    );
    let prepared = answer.await;
    assert!(prepared.get("seal").is_none(), "{prepared}");
    assert!(prepared["challenge"].is_string());
}
