//! `POST /api/security-info/change-method`.

use api_tests::{Person, SignedInUser, json::list, path};
use serde_json::{Value, json};

async fn methods(user: &SignedInUser) -> Vec<Value> {
    list(&user.session().await, "/securityInfo/methods").clone()
}

#[tokio::test]
async fn a_method_is_named_and_preferred() {
    let user = SignedInUser::sign_in_with_second_factor(&Person::new().await).await;
    user.add_app().await;
    user.add_recovery_codes().await;
    let method = user.method("recovery-code").await;
    let body = json!({ "method": method, "name": "In the safe", "prefer": true });
    user.post(path::CHANGE, &body).await.success(200);
    let preferred: Vec<Value> =
        methods(&user).await.into_iter().filter(|method| method["isPreferred"] == true).collect();
    assert_eq!(preferred.len(), 1);
    assert_eq!((&preferred[0]["id"], &preferred[0]["name"]), (&json!(method), &json!("In the safe")));
}

#[tokio::test]
async fn directory_methods_are_confirmed_at_once() {
    let user = SignedInUser::sign_in_with_second_factor(&Person::new().await).await;
    assert_eq!(user.next().await, "confirm");
    let body = json!({ "method": "directory-mail", "confirm": true });
    assert_eq!(user.post(path::CHANGE, &body).await.success(200)["session"]["next"], "security-info");
    assert!(methods(&user).await.iter().all(|method| method["isToBeConfirmed"] == false));
    let rename = json!({ "method": "directory-mail", "name": "Mine" });
    user.post(path::CHANGE, &rename).await.problem("method-unknown");
}

#[tokio::test]
async fn methods_are_changed_only_by_their_own_user() {
    let (user, other) = (
        SignedInUser::sign_in_with_second_factor(&Person::new().await).await,
        SignedInUser::sign_in_with_second_factor(&Person::new().await).await,
    );
    other.add_app().await;
    let theirs = other.method("authenticator-app").await;
    user.post(path::CHANGE, &json!({ "method": theirs, "prefer": true })).await.problem("method-unknown");
    for body in [
        json!({ "method": theirs }),
        json!({ "method": theirs, "name": "x".repeat(41) }),
        json!({ "method": theirs, "name": null }),
        json!({ "prefer": true }),
    ] {
        other.post(path::CHANGE, &body).await.problem("malformed-request");
    }
}
