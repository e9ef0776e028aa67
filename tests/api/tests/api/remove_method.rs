//! `POST /api/security-info/remove-method`.

use api_tests::{
    Person, SignedInUser, fixtures,
    json::{list, text},
    outbox, path,
};
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

#[tokio::test]
async fn removed_address_gets_its_own_and_later_notices() {
    let (person, other) = (Person::new().await, Person::without_account());
    let user = SignedInUser::sign_in_with_second_factor(&person).await;
    let added =
        user.post(path::ADD, &json!({ "kind": "mail", "destination": other.mail })).await.success(201);
    let code = outbox::new_code(&other.mail, 0).await;
    let method = text(&added, "/method");
    user.post(path::PROVE, &json!({ "method": method, "code": code })).await.success(200);
    user.post(path::REMOVE, &json!({ "method": method })).await.success(200);
    user.add_app().await;
    outbox::wait_until_idle().await;
    fixtures::end_wait_of_notices(&person.id).await;
    let notice = outbox::wait_for(&other.mail, 2).await.remove(0);
    for change in
        ["Removed from your account: an email address", "Added to your account: an authenticator app"]
    {
        assert!(notice.body.contains(change), "{notice:?}");
    }
    let again = SignedInUser::sign_in(&person).await.session().await;
    let factors = list(&again, "/factors/methods");
    let mails = factors.iter().filter(|method| method["kind"] == "mail");
    assert_eq!(mails.count(), 1, "only the directory's address gets a later notice: {again}");
}
