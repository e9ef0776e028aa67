//! `POST /api/security-info/change-method`.

use api_tests::{Person, Reset, SignedInUser, fixtures, json::list, outbox, path};
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

/// Answers "Is this still you?", and returns what comes next.
async fn answer(user: &SignedInUser, method: &str, answer: &str) -> Value {
    let body = json!({ "method": method, "answer": answer });
    user.post(path::CHANGE, &body).await.success(200)["session"]["next"].clone()
}

#[tokio::test]
async fn each_directory_method_is_confirmed() {
    let user = SignedInUser::sign_in_with_second_factor(&Person::new().await).await;
    assert_eq!(user.next().await, "confirm");
    assert_eq!(answer(&user, "directory-mail", "yes").await, "confirm");
    assert_eq!(answer(&user, "directory-text-message", "yes").await, "security-info");
    assert!(methods(&user).await.iter().all(|method| method["isToBeConfirmed"] == false));
    let rename = json!({ "method": "directory-mail", "name": "Mine" });
    user.post(path::CHANGE, &rename).await.problem("method-unknown");
}

#[tokio::test]
async fn disowned_number_is_not_used_until_confirmed() {
    let person = Person::new().await;
    let user = SignedInUser::sign_in_with_second_factor(&person).await;
    assert_eq!(answer(&user, "directory-text-message", "no").await, "confirm");
    let notice = outbox::wait_for(&person.mobile, 1).await.remove(0);
    assert!(notice.body.contains("no longer used for your account: a phone number"), "{notice:?}");
    assert_eq!(answer(&user, "directory-mail", "yes").await, "security-info");
    let disowned: Vec<Value> =
        methods(&user).await.into_iter().filter(|method| method["isDisowned"] == true).collect();
    assert_eq!(disowned.len(), 1);
    assert_eq!(disowned[0]["kind"], "text-message");
    assert!(disowned[0].get("destination").is_none(), "somebody else may have it by now");

    // Another sign-in and a reset use the address only. A reset shows every kind all the same.
    let session = SignedInUser::sign_in(&person).await.session().await;
    let factors = list(&session, "/factors/methods");
    assert_eq!(factors.iter().map(|method| &method["kind"]).collect::<Vec<_>>(), ["mail"]);
    let mut reset = Reset::start(&person.name).await;
    reset.send("text-message").await;
    outbox::wait_until_idle().await;
    assert_eq!(outbox::messages(&[&person.mobile]).await.len(), 1, "nothing but the notice");

    assert_eq!(answer(&user, "directory-text-message", "yes").await, "security-info");
    let mut again = SignedInUser::sign_in(&person).await;
    assert_eq!(list(&again.session().await, "/factors/methods").len(), 2);
    fixtures::clear_sends(&person.id).await;
    again.prove_by_mail(&person).await;
    assert_eq!(again.next().await, "security-info");
}

#[tokio::test]
async fn question_can_be_postponed() {
    let user = SignedInUser::sign_in_with_second_factor(&Person::new().await).await;
    assert_eq!(answer(&user, "directory-mail", "later").await, "security-info");
    user.post(path::CHANGE, &json!({ "method": "directory-fax", "answer": "later" }))
        .await
        .problem("method-unknown");
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
        json!({ "method": theirs, "answer": "perhaps" }),
        json!({ "method": theirs, "name": "x".repeat(41) }),
        json!({ "method": theirs, "name": null }),
        json!({ "prefer": true }),
    ] {
        other.post(path::CHANGE, &body).await.problem("malformed-request");
    }
}
