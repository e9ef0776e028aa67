//! `POST /api/account/freeze`: "this was not me".

use api_tests::{
    Client, Person, Reset, SignIn, SignedInUser, directory::FIRST_PASSWORD, fixtures, functions, outbox,
    path, reset::GOOD_PASSWORD,
};
use serde_json::json;

/// Returns the token of the link in the newest notice.
async fn token(person: &Person) -> String {
    outbox::link(&person.mobile, "#freeze=").await
}

async fn freeze(token: &str) {
    Client::new().post(path::FREEZE, Some(token), &json!({})).await.success(200);
}

#[tokio::test]
async fn freeze_ends_every_reset_and_every_session() {
    let person = Person::new().await;
    let user = SignedInUser::sign_in_with_second_factor(&person).await;
    user.add_app().await;
    let mut attack = Reset::start(&person.name).await;
    attack.prove(&person, "text-message").await;
    freeze(&token(&person).await).await;
    user.get(path::SESSION).await.problem("session-required");
    let envelopes = attack.envelopes(GOOD_PASSWORD);
    attack.post(path::SET_PASSWORD, &envelopes).await.problem("reset-expired");
}

#[tokio::test]
async fn frozen_account_proves_nothing_until_unfrozen() {
    let person = Person::new().await;
    SignedInUser::sign_in_with_second_factor(&person).await.add_app().await;
    let link = token(&person).await;
    freeze(&link).await;
    freeze(&link).await;
    // Everything that began in the second of the freeze ends too.
    tokio::time::sleep(std::time::Duration::from_secs(1)).await;
    let reset = Reset::start(&person.name).await;
    let before = outbox::messages(&[&person.mail]).await.len();
    reset.request_code("mail").await.success(202);
    let user = SignedInUser::sign_in(&person).await;
    assert_eq!(user.next().await, "lift-freeze");
    user.post(path::START_CHANGE, &json!({})).await.problem("account-frozen");
    user.post(path::ADD, &json!({ "kind": "recovery-code" })).await.problem("account-frozen");
    let mail = json!({ "method": "directory-mail" });
    user.post(path::SEND_FACTOR, &mail).await.problem("account-frozen");
    outbox::wait_until_idle().await;
    fixtures::end_wait_of_notices(&person.id).await;
    outbox::wait_until_idle().await;
    let messages = outbox::messages(&[&person.mail]).await;
    assert!(
        messages[..messages.len() - before].iter().all(|message| message.code().is_none()),
        "{messages:?}"
    );
    assert!(messages.iter().any(|message| message.body.contains("Your account is frozen")), "{messages:?}");

    let unfrozen = functions::invoke("unfreeze-account", &json!({ "user": person.name })).await;
    assert_eq!(unfrozen, json!({ "account": person.id, "was_frozen": true }));
    user.get(path::SESSION).await.success(200);
    assert_eq!(SignedInUser::sign_in(&person).await.next().await, "prove");

    Client::new().post(path::FREEZE, Some(&link), &json!({})).await.problem("reset-expired");
    assert_eq!(SignedInUser::sign_in(&person).await.next().await, "prove", "an older link is void");
    outbox::wait_until_idle().await;
    fixtures::end_wait_of_notices(&person.id).await;
    outbox::wait_until_idle().await;
    let newest = token(&person).await;
    assert_ne!(newest, link);
    freeze(&newest).await;
    assert_eq!(SignedInUser::sign_in(&person).await.next().await, "lift-freeze");
}

#[tokio::test]
async fn only_the_right_link_freezes() {
    let person = Person::new().await;
    SignedInUser::sign_in_with_second_factor(&person).await.add_app().await;
    let link = token(&person).await;
    let reset = Reset::start(&person.name).await;
    let flipped = format!("{}{}", if link.starts_with('B') { 'C' } else { 'B' }, &link[1..]);
    for wrong in ["", "x", &flipped, &reset.token] {
        Client::new().post(path::FREEZE, Some(wrong), &json!({})).await.problem("token-invalid");
    }
    Client::new().post(path::FREEZE, None, &json!({})).await.problem("token-invalid");
    assert_eq!(Client::new().get(path::FREEZE, Some(&link)).await.kind(), "not-found");
    let known = SignIn::start(Client::new(), &person.name, FIRST_PASSWORD).await.outcome().await;
    assert_eq!(known.success(200)["session"]["next"], "prove", "nothing was changed");
}
