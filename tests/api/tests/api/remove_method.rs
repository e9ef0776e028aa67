//! `POST /api/security-info/remove-method`.

use api_tests::{Person, SignedInUser, json::list, path};
use serde_json::json;

#[tokio::test]
async fn removed_method_proves_nothing() {
    let person = Person::new().await;
    let user = SignedInUser::sign_in_with_second_factor(&person).await;
    user.add_app().await;
    let method = user.method("authenticator-app").await;
    user.post(path::REMOVE, &json!({ "method": method })).await.success(200);
    user.post(path::REMOVE, &json!({ "method": method })).await.problem("method-unknown");
    let again = SignedInUser::sign_in(&person).await.session().await;
    let kinds = list(&again, "/factors/methods");
    assert!(kinds.iter().all(|method| method["kind"] != "authenticator-app"), "{again}");
}

#[tokio::test]
async fn only_own_registered_methods_are_removed() {
    let (user, other) = (
        SignedInUser::sign_in_with_second_factor(&Person::new().await).await,
        SignedInUser::sign_in_with_second_factor(&Person::new().await).await,
    );
    other.add_app().await;
    let theirs = other.method("authenticator-app").await;
    for method in [theirs.as_str(), "directory-mail", "no-such-method"] {
        user.post(path::REMOVE, &json!({ "method": method })).await.problem("method-unknown");
    }
    assert_eq!(other.method("authenticator-app").await, theirs);
}
