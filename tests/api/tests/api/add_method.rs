//! `POST /api/security-info/add-method` and `prove-method`.

use api_tests::{
    Person, SignedInUser,
    environment::environment,
    json::{list, text},
    outbox, path,
    reset::other_than,
    tables,
};
use serde_json::{Value, json};

async fn registered(user: &SignedInUser, kind: &str) -> Option<Value> {
    let session = user.session().await;
    let methods = list(&session, "/securityInfo/methods").clone();
    methods.into_iter().find(|method| method["kind"] == kind && method["isFromDirectory"] == false)
}

/// Starts to add a destination, and returns the method and the code that was sent to it.
async fn begin(user: &SignedInUser, kind: &str, typed: &str, to: &str) -> (String, String) {
    let body = json!({ "kind": kind, "destination": typed, "name": "Mine" });
    let added = user.post(path::ADD, &body).await.success(201);
    let code = outbox::new_code(to, 0).await;
    (text(&added, "/method"), code)
}

#[tokio::test]
async fn phone_and_mail_are_registered_with_the_right_code() {
    let person = Person::new().await;
    let user = SignedInUser::sign_in_with_second_factor(&person).await;
    let other = Person::without_account();
    let spaced = format!("0{} {}", &other.mobile[3..5], &other.mobile[5..]);
    for (kind, typed, to) in
        [("text-message", spaced.as_str(), &other.mobile), ("mail", other.mail.as_str(), &other.mail)]
    {
        let (method, code) = begin(&user, kind, typed, to).await;
        assert!(registered(&user, kind).await.is_none());
        let wrong = json!({ "method": method, "code": other_than(&code) });
        assert_eq!(user.post(path::PROVE, &wrong).await.problem("code-wrong")["guessesLeft"], 2);
        let right = json!({ "method": method, "code": code });
        user.post(path::PROVE, &right).await.success(200);
        let entry = registered(&user, kind).await.expect("it counts");
        assert_eq!((&entry["id"], &entry["name"]), (&json!(method), &json!("Mine")));
        user.post(path::PROVE, &right).await.problem("method-unknown");
    }
}

#[tokio::test]
async fn undeliverable_destinations_are_refused() {
    let person = Person::new().await;
    let user = SignedInUser::sign_in_with_second_factor(&person).await;
    for (kind, typed) in [
        ("text-message", "12"),
        ("text-message", "+33612345678"),
        ("mail", "not an address"),
        ("mail", person.work_mail.as_str()),
    ] {
        let body = json!({ "kind": kind, "destination": typed });
        user.post(path::ADD, &body).await.problem("destination-invalid");
    }
    for body in [
        json!({ "kind": "mail" }),
        json!({ "kind": "passkey", "destination": "x@home.example" }),
        json!({ "kind": "no-such-kind" }),
        json!({ "kind": "mail", "destination": "x@home.example", "name": "x".repeat(41) }),
    ] {
        user.post(path::ADD, &body).await.problem("malformed-request");
    }
}

#[tokio::test]
async fn a_user_registers_two_different_numbers_at_most() {
    let user = SignedInUser::sign_in_with_second_factor(&Person::new().await).await;
    let mut first = None;
    for _ in 0..2 {
        api_tests::fixtures::clear_destination_sends().await;
        let to = Person::without_account().mobile;
        let (method, code) = begin(&user, "text-message", &to, &to).await;
        user.post(path::PROVE, &json!({ "method": method, "code": code })).await.success(200);
        first.get_or_insert(to);
    }
    for number in [first.unwrap(), Person::without_account().mobile] {
        let body = json!({ "kind": "text-message", "destination": number });
        user.post(path::ADD, &body).await.problem("method-limit");
    }
}

#[tokio::test]
async fn authenticator_app_is_registered_with_its_code() {
    let person = Person::new().await;
    let user = SignedInUser::sign_in_with_second_factor(&person).await;
    let added = user.add("authenticator-app").await;
    let (key, uri) = (text(&added, "/app/key"), text(&added, "/app/uri"));
    assert_eq!(key.len(), 32);
    assert!(uri.starts_with("otpauth://totp/Demo%20Company:"), "{uri}");
    assert!(uri.contains(&format!("secret={key}")), "{uri}");
    let app = api_tests::authenticator_app::App { key: key.clone(), step: 0 };
    let body = json!({ "method": added["method"], "code": app.code(2) });
    user.post(path::PROVE, &body).await.problem("code-wrong");
    let body = json!({ "method": added["method"], "code": app.code(0) });
    user.post(path::PROVE, &body).await.success(200);
    assert!(registered(&user, "authenticator-app").await.is_some());
    let stored = serde_json::to_string(&tables::scan(&environment().accounts_table).await).unwrap();
    assert!(!stored.contains(&key), "the secret is stored in clear");
}

#[tokio::test]
async fn new_method_sends_a_notice_with_a_freeze_link() {
    let person = Person::new().await;
    let user = SignedInUser::sign_in_with_second_factor(&person).await;
    user.add_app().await;
    let notice = outbox::wait_for(&person.mobile, 1).await.remove(0);
    assert!(notice.body.contains("added to your account: an authenticator app"), "{notice:?}");
    assert!(notice.body.contains("/sign-in#freeze="), "{notice:?}");
}

#[tokio::test]
async fn first_recovery_codes_prove_the_second_factor() {
    let mut user = SignedInUser::sign_in(&Person::without_destinations().await).await;
    let before = user.clone();
    let answer = user.post(path::ADD, &json!({ "kind": "recovery-code" })).await;
    answer.success(201);
    user.reference = api_tests::sign_in::reference(&answer).expect("a new reference");
    assert_eq!(user.next().await, "security-info");
    before.get(path::SESSION).await.problem("session-required");
}

#[tokio::test]
async fn new_recovery_codes_replace_the_old_ones() {
    let person = Person::new().await;
    let user = SignedInUser::sign_in_with_second_factor(&person).await;
    let old = user.add_recovery_codes().await;
    let new = user.add_recovery_codes().await;
    assert!(old.iter().all(|code| code.len() == 19 && !new.contains(code)));
    let again = SignedInUser::sign_in(&person).await;
    let method = again.factor("recovery-code").await;
    again.post(path::PROVE_FACTOR, &json!({ "method": method, "code": old[0] })).await.problem("code-wrong");
    again.post(path::PROVE_FACTOR, &json!({ "method": method, "code": new[0] })).await.success(200);
}

#[tokio::test]
async fn one_of_100_uses_of_a_recovery_code_succeeds() {
    let person = Person::new().await;
    let codes = SignedInUser::sign_in_with_second_factor(&person).await.add_recovery_codes().await;
    let user = SignedInUser::sign_in(&person).await;
    let body = json!({ "method": user.factor("recovery-code").await, "code": codes[0] });
    let tries = (0..100).map(|_| {
        let (user, body) = (user.clone(), body.clone());
        tokio::spawn(async move { user.post(path::PROVE_FACTOR, &body).await.status })
    });
    let mut opened = 0;
    for tried in tries.collect::<Vec<_>>() {
        opened += u32::from(tried.await.unwrap() == 200);
    }
    assert_eq!(opened, 1);
}
