//! `POST /api/security-info/remove-method`.

use api_tests::{Person, Visitor, json::list, visitor::path};
use serde_json::json;

#[tokio::test]
async fn a_removed_method_proves_nothing_any_more() {
    let person = Person::new().await;
    let visitor = Visitor::sign_in_fully(&person).await;
    visitor.add_app().await;
    let method = visitor.method("authenticator-app").await;
    visitor.post(path::REMOVE, &json!({ "method": method })).await.success(200);
    visitor.post(path::REMOVE, &json!({ "method": method })).await.problem("method-unknown");
    let again = Visitor::sign_in(&person).await.session().await;
    let kinds = list(&again, "/factors/methods");
    assert!(kinds.iter().all(|method| method["kind"] != "authenticator-app"), "{again}");
}

#[tokio::test]
async fn only_its_own_person_removes_it_and_nobody_what_the_directory_holds() {
    let (visitor, other) = (
        Visitor::sign_in_fully(&Person::new().await).await,
        Visitor::sign_in_fully(&Person::new().await).await,
    );
    other.add_app().await;
    let theirs = other.method("authenticator-app").await;
    for method in [theirs.as_str(), "directory-mail", "no-such-method"] {
        visitor.post(path::REMOVE, &json!({ "method": method })).await.problem("method-unknown");
    }
    assert_eq!(other.method("authenticator-app").await, theirs);
}
