//! `POST /api/security-info/prove-method`. `add_method` has more.

use api_tests::{Person, SignedInUser, path};
use serde_json::json;

#[tokio::test]
async fn pending_method_is_proved_only_by_its_own_user() {
    let (person, other) = (Person::new().await, Person::new().await);
    let (user, theirs) = (
        SignedInUser::sign_in_with_second_factor(&person).await,
        SignedInUser::sign_in_with_second_factor(&other).await,
    );
    let added = theirs.add("authenticator-app").await;
    let app =
        api_tests::authenticator_app::App { key: added["app"]["key"].as_str().unwrap().to_owned(), step: 0 };
    let body = json!({ "method": added["method"], "code": app.code(0) });
    user.post(path::PROVE, &body).await.problem("method-unknown");
    theirs.post(path::PROVE, &body).await.success(200);
}

#[tokio::test]
async fn a_proof_has_exactly_one_kind() {
    let user = SignedInUser::sign_in_with_second_factor(&Person::new().await).await;
    let added = user.add("authenticator-app").await;
    for body in [
        json!({ "method": added["method"] }),
        json!({ "method": added["method"], "code": "123456", "credential": {} }),
        json!({ "method": added["method"], "credential": {} }),
        json!({ "code": "123456" }),
    ] {
        user.post(path::PROVE, &body).await.problem("malformed-request");
    }
}
