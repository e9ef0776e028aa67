//! `POST /api/security-info/add-method` and `prove-method`.

use api_tests::{
    Person, Visitor,
    json::{list, text},
    outbox,
    reset::other_than,
    surroundings::surroundings,
    tables,
    visitor::path,
};
use serde_json::{Value, json};

async fn registered(visitor: &Visitor, kind: &str) -> Option<Value> {
    let session = visitor.session().await;
    let methods = list(&session, "/securityInfo/methods").clone();
    methods.into_iter().find(|method| method["kind"] == kind && method["isFromDirectory"] == false)
}

/// Begins with a destination; the method and the code that arrived there.
async fn begin(visitor: &Visitor, kind: &str, typed: &str, to: &str) -> (String, String) {
    let body = json!({ "kind": kind, "destination": typed, "name": "Mine" });
    let added = visitor.post(path::ADD, &body).await.success(201);
    let code = outbox::wait_for(to, 1).await.remove(0).code().expect("a code");
    (text(&added, "/method"), code)
}

#[tokio::test]
async fn a_number_and_an_address_count_once_their_code_was_typed() {
    let person = Person::new().await;
    let visitor = Visitor::sign_in_fully(&person).await;
    let other = Person::imagine();
    let spaced = format!("0{} {}", &other.mobile[3..5], &other.mobile[5..]);
    for (kind, typed, to) in
        [("text-message", spaced.as_str(), &other.mobile), ("mail", other.mail.as_str(), &other.mail)]
    {
        let (method, code) = begin(&visitor, kind, typed, to).await;
        assert!(registered(&visitor, kind).await.is_none());
        let wrong = json!({ "method": method, "code": other_than(&code) });
        assert_eq!(visitor.post(path::PROVE, &wrong).await.problem("code-wrong")["guessesLeft"], 2);
        let right = json!({ "method": method, "code": code });
        visitor.post(path::PROVE, &right).await.success(200);
        let kept = registered(&visitor, kind).await.expect("it counts");
        assert_eq!((&kept["id"], &kept["name"]), (&json!(method), &json!("Mine")));
        visitor.post(path::PROVE, &right).await.problem("method-unknown");
    }
}

#[tokio::test]
async fn what_no_message_can_reach_is_refused() {
    let person = Person::new().await;
    let visitor = Visitor::sign_in_fully(&person).await;
    for (kind, typed) in [
        ("text-message", "12"),
        ("text-message", "+33612345678"),
        ("mail", "not an address"),
        ("mail", person.work_mail.as_str()),
    ] {
        let body = json!({ "kind": kind, "destination": typed });
        visitor.post(path::ADD, &body).await.problem("destination-invalid");
    }
    for body in [
        json!({ "kind": "mail" }),
        json!({ "kind": "passkey", "destination": "x@home.example" }),
        json!({ "kind": "no-such-kind" }),
        json!({ "kind": "mail", "destination": "x@home.example", "name": "x".repeat(41) }),
    ] {
        visitor.post(path::ADD, &body).await.problem("malformed-request");
    }
}

#[tokio::test]
async fn there_are_two_numbers_at_most_and_none_twice() {
    let visitor = Visitor::sign_in_fully(&Person::new().await).await;
    let mut first = None;
    for _ in 0..2 {
        api_tests::stage::forget_destinations().await;
        let to = Person::imagine().mobile;
        let (method, code) = begin(&visitor, "text-message", &to, &to).await;
        visitor.post(path::PROVE, &json!({ "method": method, "code": code })).await.success(200);
        first.get_or_insert(to);
    }
    for number in [first.unwrap(), Person::imagine().mobile] {
        let body = json!({ "kind": "text-message", "destination": number });
        visitor.post(path::ADD, &body).await.problem("method-limit");
    }
}

#[tokio::test]
async fn any_app_proves_itself_by_its_own_code() {
    let person = Person::new().await;
    let visitor = Visitor::sign_in_fully(&person).await;
    let added = visitor.add("authenticator-app").await;
    let (key, uri) = (text(&added, "/app/key"), text(&added, "/app/uri"));
    assert_eq!(key.len(), 32);
    assert!(uri.starts_with("otpauth://totp/Demo%20Company:"), "{uri}");
    assert!(uri.contains(&format!("secret={key}")), "{uri}");
    let app = api_tests::visitor::App { key: key.clone(), step: 0 };
    let body = json!({ "method": added["method"], "code": app.code(2) });
    visitor.post(path::PROVE, &body).await.problem("code-wrong");
    let body = json!({ "method": added["method"], "code": app.code(0) });
    visitor.post(path::PROVE, &body).await.success(200);
    assert!(registered(&visitor, "authenticator-app").await.is_some());
    let stored = serde_json::to_string(&tables::scan(&surroundings().accounts_table).await).unwrap();
    assert!(!stored.contains(&key), "the secret is stored in clear");
}

#[tokio::test]
async fn every_other_address_is_told_at_once_with_a_link_that_freezes() {
    let person = Person::new().await;
    let visitor = Visitor::sign_in_fully(&person).await;
    visitor.add_app().await;
    let told = outbox::wait_for(&person.mobile, 1).await.remove(0);
    assert!(told.body.contains("registered for your account: an authenticator app"), "{told:?}");
    assert!(told.body.contains("/sign-in#freeze="), "{told:?}");
}

#[tokio::test]
async fn recovery_codes_that_are_the_first_method_are_the_second_factor_of_this_session() {
    let mut visitor = Visitor::sign_in(&Person::bare().await).await;
    let before = visitor.clone();
    let answer = visitor.post(path::ADD, &json!({ "kind": "recovery-code" })).await;
    answer.success(201);
    visitor.reference = api_tests::visitor::reference(&answer).expect("a new reference");
    assert_eq!(visitor.next().await, "security-info");
    before.get(path::SESSION).await.problem("session-required");
}

#[tokio::test]
async fn new_recovery_codes_replace_the_old_ones() {
    let person = Person::new().await;
    let visitor = Visitor::sign_in_fully(&person).await;
    let old = visitor.add_recovery_codes().await;
    let new = visitor.add_recovery_codes().await;
    assert!(old.iter().all(|code| code.len() == 19 && !new.contains(code)));
    let again = Visitor::sign_in(&person).await;
    let method = again.factor("recovery-code").await;
    again.post(path::PROVE_FACTOR, &json!({ "method": method, "code": old[0] })).await.problem("code-wrong");
    again.post(path::PROVE_FACTOR, &json!({ "method": method, "code": new[0] })).await.success(200);
}

#[tokio::test]
async fn of_a_hundred_who_show_one_recovery_code_one_gets_in() {
    let person = Person::new().await;
    let codes = Visitor::sign_in_fully(&person).await.add_recovery_codes().await;
    let visitor = Visitor::sign_in(&person).await;
    let body = json!({ "method": visitor.factor("recovery-code").await, "code": codes[0] });
    let tries = (0..100).map(|_| {
        let (visitor, body) = (visitor.clone(), body.clone());
        tokio::spawn(async move { visitor.post(path::PROVE_FACTOR, &body).await.status })
    });
    let mut opened = 0;
    for tried in tries.collect::<Vec<_>>() {
        opened += u32::from(tried.await.unwrap() == 200);
    }
    assert_eq!(opened, 1);
}
