//! `POST /api/reset/set-password`.

use api_tests::{
    Client, Person, Reset, directory,
    json::{list, number, text},
    path,
    reset::GOOD_PASSWORD,
    sealing::password_envelope,
    tables,
};
use serde_json::{Value, json};

#[tokio::test]
async fn new_password_replaces_the_old_one() {
    let (person, mut reset) = proved().await;
    assert!(directory::has_password(&person.id, directory::FIRST_PASSWORD));
    let ordered = reset.set_password(GOOD_PASSWORD).await;
    assert_eq!(api_tests::json::members(&ordered), ["token"]);
    let shown = reset.outcome().await;
    assert_eq!(shown["state"], "done", "{shown}");
    assert!(directory::has_password(&person.id, GOOD_PASSWORD));
    assert!(!directory::has_password(&person.id, directory::FIRST_PASSWORD));
}

#[tokio::test]
async fn special_characters_arrive_unchanged() {
    let (person, mut reset) = proved().await;
    let password = "Åä%2e \"'`$(x)\\n;&|<é>€𝄞 7\u{a0}z";
    reset.set_password(password).await;
    assert_eq!(reset.outcome().await["state"], "done");
    assert!(directory::has_password(&person.id, password));
}

#[tokio::test]
async fn nothing_is_ordered_before_the_last_gate() {
    let person = Person::administrator().await;
    let mut reset = Reset::start(&person.name).await;
    let (agent, key) = some_agent().await;
    let body = json!({ "envelopes": [password_envelope(&agent, &key, "x", GOOD_PASSWORD)] });
    reset.post(path::SET_PASSWORD, &body).await.problem("gate-missing");
    let code = reset.receive(&person, "mail").await;
    reset.post(path::SET_PASSWORD, &body).await.problem("gate-missing");
    reset.token = text(&reset.guess("mail", &code).await.success(200), "/token");
    reset.post(path::SET_PASSWORD, &body).await.problem("gate-missing");
    assert_eq!(placed(&reset).await, 0);
}

#[tokio::test]
async fn unlock_purpose_sets_no_password() {
    let person = Person::new().await;
    let mut reset = Reset::start_with_client(Client::new(), &person.name, "unlock-account").await;
    reset.prove(&person, "mail").await;
    let body = reset.envelopes(GOOD_PASSWORD);
    reset.post(path::SET_PASSWORD, &body).await.problem("step-not-allowed");
    assert!(directory::has_password(&person.id, directory::FIRST_PASSWORD));
}

#[tokio::test]
async fn repeated_order_is_carried_out_once() {
    let (person, mut reset) = proved().await;
    let body = reset.envelopes(GOOD_PASSWORD);
    let first = reset.post(path::SET_PASSWORD, &body).await.success(202);
    for _ in 0..3 {
        assert_eq!(reset.post(path::SET_PASSWORD, &body).await.success(202), first);
    }
    // The same password, sealed again, is another request.
    let other = reset.envelopes(GOOD_PASSWORD);
    reset.post(path::SET_PASSWORD, &other).await.problem("token-invalid");
    reset.token = text(&first, "/token");
    assert_eq!(reset.outcome().await["state"], "done");
    assert_eq!(placed(&reset).await, 1);
    assert_eq!(list(&directory::entry(&person.id), "/passwords").len(), 2, "the password is written once");
}

#[tokio::test]
async fn second_order_is_refused_during_and_after_the_first() {
    let (_, mut reset) = proved().await;
    let other = reset.envelopes("Another-Harbour-77");
    reset.set_password(GOOD_PASSWORD).await;
    reset.post(path::SET_PASSWORD, &other).await.problem("step-not-allowed");
    reset.post(path::UNLOCK, &json!({})).await.problem("step-not-allowed");
    assert_eq!(reset.outcome().await["state"], "done");
    reset.post(path::SET_PASSWORD, &other).await.problem("step-not-allowed");
}

#[tokio::test]
async fn refused_password_is_explained_and_can_be_replaced() {
    let (person, mut reset) = proved().await;
    let cases = [
        ("Xk4!q", json!({ "kind": "password-too-short", "minimum": 8 })),
        ("onlyletterslowercase", json!({ "kind": "password-not-complex" })),
        (&format!("9!{}Zq", person.name), json!({ "kind": "password-contains-name" })),
        ("Sommar2026", json!({ "kind": "password-too-weak" })),
        ("Caffeebecher-1", json!({ "kind": "password-breached" })),
    ];
    for (password, refusal) in cases {
        reset.set_password(password).await;
        let shown = reset.outcome().await;
        assert_eq!((&shown["state"], &shown["refusal"]), (&json!("refused"), &refusal), "{password}");
        assert!(directory::has_password(&person.id, directory::FIRST_PASSWORD));
    }
    reset.set_password("Password1!").await;
    let shown = reset.outcome().await;
    assert_eq!(shown["refusal"]["kind"], "password-banned", "{shown}");
    assert!(!text(&shown, "/refusal/part").is_empty());
    reset.set_password(GOOD_PASSWORD).await;
    assert_eq!(reset.outcome().await["state"], "done");
}

#[tokio::test]
async fn password_in_the_history_is_refused() {
    let (person, mut reset) = proved().await;
    reset.set_password(GOOD_PASSWORD).await;
    assert_eq!(reset.outcome().await["state"], "done");
    let mut again = Reset::start(&person.name).await;
    again.prove(&person, "text-message").await;
    again.set_password(GOOD_PASSWORD).await;
    assert_eq!(again.outcome().await["refusal"], json!({ "kind": "password-in-history" }));
}

#[tokio::test]
async fn reset_gets_ten_orders() {
    let (_, mut reset) = proved().await;
    for _ in 0..10 {
        reset.set_password("x").await;
        assert_eq!(reset.outcome().await["state"], "refused");
    }
    let body = reset.envelopes(GOOD_PASSWORD);
    let refused = reset.post(path::SET_PASSWORD, &body).await.problem("limit-reached");
    assert!((1..=900).contains(&number(&refused, "/retryAfterSeconds")), "{refused}");
}

#[tokio::test]
async fn too_recent_password_names_its_earliest_change() {
    let person = Person::new().await;
    let yesterday = api_tests::environment::now() - 3600;
    directory::edit(&person.id, "minimum_age_seconds", &json!(86_400));
    directory::edit(&person.id, "password_set_at_ms", &json!(yesterday * 1000));
    let mut reset = Reset::start(&person.name).await;
    reset.prove(&person, "mail").await;
    reset.set_password(GOOD_PASSWORD).await;
    let shown = reset.outcome().await;
    assert_eq!(shown["refusal"]["kind"], "password-too-recent", "{shown}");
    let from: jiff::Timestamp = text(&shown, "/refusal/canChangeFrom").parse().unwrap();
    assert_eq!(from.as_second(), yesterday + 86_400);
    reset.unlock().await;
    assert_eq!(reset.outcome().await["state"], "done", "an unlock is possible instead");
}

#[tokio::test]
async fn agent_refuses_protected_and_disabled_accounts() {
    for (member, kind) in [("is_protected", "account-protected"), ("is_disabled", "account-disabled")] {
        let (person, mut reset) = proved().await;
        directory::edit(&person.id, member, &json!(true));
        reset.set_password(GOOD_PASSWORD).await;
        let shown = reset.outcome().await;
        assert_eq!(
            (&shown["state"], &shown["refusal"]["kind"]),
            (&json!("refused"), &json!(kind)),
            "{shown}"
        );
        reset.unlock().await;
        assert_eq!(reset.outcome().await["refusal"]["kind"], kind);
        assert!(directory::has_password(&person.id, directory::FIRST_PASSWORD));
    }
}

#[tokio::test]
async fn envelopes_without_a_live_agent_are_refused() {
    let (person, reset) = proved().await;
    let (_, key) = some_agent().await;
    let binding = text(&reset.seal, "/binding");
    let good = list(&reset.envelopes(GOOD_PASSWORD), "/envelopes");
    let unknown = password_envelope("nobody", &key, &binding, GOOD_PASSWORD);
    let mut doubled = good.clone();
    doubled.extend(good.clone());
    let with = |member: &str, value: String| {
        let mut changed = good[0].clone();
        changed[member] = json!(value);
        changed
    };
    for (name, envelopes) in [
        ("none", vec![]),
        ("an unknown agent", vec![unknown]),
        ("each twice", doubled),
        ("an enc that is no base64url", vec![with("enc", "=".repeat(43))]),
        ("a short enc", vec![with("enc", "AAAA".to_owned())]),
        ("a long enc", vec![with("enc", "A".repeat(86))]),
        ("an empty ciphertext", vec![with("ciphertext", String::new())]),
        ("a ciphertext larger than any", vec![with("ciphertext", "A".repeat(9000))]),
    ] {
        let answer = reset.post(path::SET_PASSWORD, &json!({ "envelopes": envelopes })).await;
        let kind = answer.kind();
        assert!(["malformed-request", "agents-offline"].contains(&kind.as_str()), "{name}: {answer}");
    }
    assert_eq!(placed(&reset).await, 0);
    assert!(directory::has_password(&person.id, directory::FIRST_PASSWORD));
}

#[tokio::test]
async fn changed_or_foreign_envelopes_set_nothing() {
    let (person, mut reset) = proved().await;
    let (_, other) = proved().await;
    let whole = reset.envelopes(GOOD_PASSWORD);
    for (name, body) in [
        ("one bit of the ciphertext", changed(&whole, "ciphertext")),
        ("one bit of the encapsulated key", changed(&whole, "enc")),
        ("the binding of another reset", other.envelopes(GOOD_PASSWORD)),
        ("a ciphertext of an impossible size", {
            let mut body = whole.clone();
            for envelope in body["envelopes"].as_array_mut().unwrap() {
                envelope["ciphertext"] = json!("A".repeat(64));
            }
            body
        }),
    ] {
        reset.order(path::SET_PASSWORD, &body).await;
        tokio::time::sleep(std::time::Duration::from_secs(2)).await;
        assert!(directory::has_password(&person.id, directory::FIRST_PASSWORD), "{name}");
        let shown = reset.show().await.success(200);
        assert_ne!(shown["state"], "done", "{name}: {shown}");
        // The only agent cannot open it, so the order is refused before its end.
        let shown = reset.outcome().await;
        assert_eq!(shown["state"], "refused", "{name}: {shown}");
        assert_eq!(shown["refusal"]["kind"], "agent-withdrawn", "{name}: {shown}");
    }
    assert!(directory::has_password(&person.id, directory::FIRST_PASSWORD));
}

#[tokio::test]
async fn completed_reset_ends_the_others_of_the_account() {
    let person = Person::new().await;
    let mut other = Reset::start(&person.name).await;
    let mut reset = Reset::start(&person.name).await;
    other.prove(&person, "text-message").await;
    reset.prove(&person, "mail").await;
    reset.set_password(GOOD_PASSWORD).await;
    assert_eq!(reset.outcome().await["state"], "done");
    let body = other.envelopes("Another-Harbour-77");
    other.post(path::SET_PASSWORD, &body).await.problem("reset-expired");
    other.post(path::UNLOCK, &json!({})).await.problem("reset-expired");
    assert!(directory::has_password(&person.id, GOOD_PASSWORD));
}

async fn proved() -> (Person, Reset) {
    let person = Person::new().await;
    let mut reset = Reset::start(&person.name).await;
    reset.prove(&person, "mail").await;
    (person, reset)
}

/// Returns an agent's id and key from another user's reset.
async fn some_agent() -> (String, String) {
    let (_, reset) = proved().await;
    (text(&reset.seal, "/agents/0/id"), text(&reset.seal, "/agents/0/publicKey"))
}

/// Returns the envelopes with the first bits of a member changed.
fn changed(body: &Value, member: &str) -> Value {
    let mut body = body.clone();
    for envelope in body["envelopes"].as_array_mut().unwrap() {
        let text = envelope[member].as_str().unwrap().to_owned();
        let first = if text.starts_with('A') { "B" } else { "A" };
        envelope[member] = json!(format!("{first}{}", &text[1..]));
    }
    body
}

async fn placed(reset: &Reset) -> usize {
    tables::count(&reset.id(), "order_placed").await
}
