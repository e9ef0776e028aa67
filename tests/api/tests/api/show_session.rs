//! `GET /api/session`, and the requirements of every request of a session.

use api_tests::{
    Client, Person, SignedInUser,
    agent::Agent,
    environment::environment,
    json::list,
    path,
    tables::{self, Item},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

/// Changes the stored session.
async fn change(user: &SignedInUser, change: impl FnOnce(&mut Item)) {
    let hash = Sha256::digest(format!("readmit session v1 {}", user.reference));
    let key = json!({ "pk": { "S": format!("SESSION#{}", URL_SAFE_NO_PAD.encode(hash)) } });
    let table = &environment().resets_table;
    let mut item = tables::get(table, &key).await.expect("the session");
    change(&mut item);
    tables::put(table, &item).await;
}

/// Returns the time this many seconds ago.
fn ago(seconds: i64) -> Value {
    let at = api_tests::environment::moment() - jiff::SignedDuration::from_secs(seconds);
    json!({ "S": at.to_string() })
}

#[tokio::test]
async fn session_shows_the_user_and_the_factors() {
    let person = Person::new().await;
    let session = SignedInUser::sign_in(&person).await.session().await;
    assert_eq!(session["name"], person.display_name);
    assert_eq!(session["session"]["next"], "prove");
    let methods = list(&session, "/factors/methods");
    let kinds: Vec<&Value> = methods.iter().map(|method| &method["kind"]).collect();
    assert_eq!(kinds, ["text-message", "mail"]);
    assert!(session.get("securityInfo").is_none(), "{session}");
}

#[tokio::test]
async fn session_shows_the_state_of_the_account() {
    let person = Person::new().await;
    let user = SignedInUser::sign_in_with_second_factor(&person).await;
    let status = async || user.session().await["securityInfo"]["status"].clone();
    assert_eq!(status().await, json!({ "canReset": true, "methods": 2 }), "an earlier agent sends no moment");
    let mut account = person.account();
    account["passwordSetAt"] = json!(1_792_000_000);
    Agent::leader().await.sync_accounts(&[account.clone()], &[]).await;
    let set = json!({ "canReset": true, "methods": 2, "passwordSetAt": "2026-10-14T17:46:40Z" });
    assert_eq!(status().await, set, "it never expires");
    account["rules"]["maximumAgeSeconds"] = json!(90 * 86_400);
    Agent::leader().await.sync_accounts(&[account], &[]).await;
    assert_eq!(status().await["passwordExpiresAt"], "2027-01-12T17:46:40Z");
}

#[tokio::test]
async fn numbers_and_addresses_are_readable_after_two_factors() {
    let person = Person::new().await;
    let mut user = SignedInUser::sign_in(&person).await;
    let before = String::from_utf8(user.get(path::SESSION).await.body).unwrap();
    for secret in [&person.mail, &person.mobile] {
        assert!(!before.contains(secret.as_str()), "{before}");
    }
    user.prove_by_mail(&person).await;
    let session = user.session().await;
    let shown = |kind: &str| {
        let methods = list(&session, "/securityInfo/methods");
        let method = methods.iter().find(|method| method["kind"] == kind).expect("it is listed");
        method["destination"].clone()
    };
    assert_eq!((shown("mail"), shown("text-message")), (json!(person.mail), json!(person.mobile)));
}

#[tokio::test]
async fn session_expires_after_15_min_idle_or_8_h() {
    for (member, seconds, lasts) in
        [("used_at", 880, true), ("used_at", 901, false), ("began_at", 8 * 3600 + 1, false)]
    {
        let user = SignedInUser::sign_in(&Person::new().await).await;
        change(&user, |item| drop(item.insert(member.to_owned(), ago(seconds)))).await;
        let answer = user.get(path::SESSION).await;
        if lasts { drop(answer.success(200)) } else { drop(answer.problem("session-required")) }
    }
}

#[tokio::test]
async fn each_request_extends_the_session() {
    let user = SignedInUser::sign_in(&Person::new().await).await;
    let earlier = ago(600);
    change(&user, |item| drop(item.insert("used_at".to_owned(), earlier.clone()))).await;
    user.session().await;
    change(&user, |item| assert_ne!(item["used_at"], earlier)).await;
}

#[tokio::test]
async fn invalid_references_are_refused() {
    let user = SignedInUser::sign_in(&Person::new().await).await;
    let with = |reference: &str| SignedInUser { reference: reference.to_owned(), client: Client::new() };
    let mut other: Vec<char> = user.reference.chars().collect();
    other[0] = if other[0] == 'A' { 'B' } else { 'A' };
    for wrong in
        ["", "x", &"A".repeat(43), &other.iter().collect::<String>(), &format!("{}=", user.reference)]
    {
        with(wrong).get(path::SESSION).await.problem("session-required");
    }
    let twice = format!("{0}; __Host-readmit={0}", user.reference);
    assert_eq!(with(&twice).get(path::SESSION).await.success(200), json!({}), "of two, none is read");
}

#[tokio::test]
async fn browser_without_a_session_gets_none() {
    let page = [("origin", environment().url.as_str()), ("x-readmit", "1")];
    let answer = Client::new().with_headers(&page).get(path::SESSION, None).await;
    assert_eq!(answer.success(200), json!({}));
    Client::new().get(path::SESSION, None).await.problem("cross-site");
}
