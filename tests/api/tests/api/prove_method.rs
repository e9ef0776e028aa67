//! `POST /api/security-info/prove-method`: `tests/add_method.rs` has the rest.

use api_tests::{Person, Visitor, visitor::path};
use serde_json::json;

#[tokio::test]
async fn only_its_own_person_proves_what_is_being_added() {
    let (person, other) = (Person::new().await, Person::new().await);
    let (visitor, theirs) = (Visitor::sign_in_fully(&person).await, Visitor::sign_in_fully(&other).await);
    let added = theirs.add("authenticator-app").await;
    let app = api_tests::visitor::App { key: added["app"]["key"].as_str().unwrap().to_owned(), step: 0 };
    let body = json!({ "method": added["method"], "code": app.code(0) });
    visitor.post(path::PROVE, &body).await.problem("method-unknown");
    theirs.post(path::PROVE, &body).await.success(200);
}

#[tokio::test]
async fn one_proof_of_one_kind() {
    let visitor = Visitor::sign_in_fully(&Person::new().await).await;
    let added = visitor.add("authenticator-app").await;
    for body in [
        json!({ "method": added["method"] }),
        json!({ "method": added["method"], "code": "123456", "credential": {} }),
        json!({ "method": added["method"], "credential": {} }),
        json!({ "code": "123456" }),
    ] {
        visitor.post(path::PROVE, &body).await.problem("malformed-request");
    }
}
