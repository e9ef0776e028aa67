//! `POST /api/reset/verify-code`.

use api_tests::{
    Client, Person, Reset, fixtures,
    json::{list, members, number, text},
    outbox, path,
    reset::other_than,
    tables,
};
use serde_json::json;

#[tokio::test]
async fn last_gate_returns_rules_and_agents() {
    let person = Person::new().await;
    let mut reset = Reset::start(&person.name).await;
    let proved = reset.prove(&person, "mail").await;
    assert_eq!(members(&proved), ["account", "gates", "next", "seal", "token"]);
    assert_eq!(proved["gates"], json!({ "required": 1, "passed": 1 }));
    assert_eq!(proved["next"], "choose-password");
    let rules = &proved["account"]["rules"];
    assert_eq!(number(rules, "/minimumLength"), 8);
    assert_eq!((rules["complexity"].clone(), number(rules, "/historyLength")), (json!(true), 24));
    assert_eq!(
        (text(rules, "/accountName"), text(rules, "/displayName")),
        (person.name.clone(), person.display_name.clone())
    );
    assert!(list(rules, "/bannedWords").contains(&json!("readmit")), "{rules}");
    assert_eq!(rules["minimumStrength"], "fair");
    assert_eq!(proved["account"].get("canChangeFrom"), None, "{proved}");
    let binding = text(&proved, "/seal/binding");
    assert!(binding.contains(&reset.id()) && binding.contains(&person.id), "{binding}");
    assert!(!list(&proved, "/seal/agents").is_empty());
}

#[tokio::test]
async fn unlock_purpose_continues_with_unlock() {
    let person = Person::new().await;
    let mut reset = Reset::start_with_client(Client::new(), &person.name, "unlock-account").await;
    let proved = reset.prove(&person, "text-message").await;
    assert_eq!(proved["next"], "unlock");
}

#[tokio::test]
async fn three_wrong_guesses_use_up_a_code() {
    let person = Person::new().await;
    let mut reset = Reset::start(&person.name).await;
    let code = reset.receive(&person, "mail").await;
    for left in [2, 1, 0] {
        let refused = reset.guess("mail", &other_than(&code)).await.problem("code-wrong");
        assert_eq!(number(&refused, "/guessesLeft"), left);
    }
    reset.guess("mail", &code).await.problem("code-expired");
    // A new code is good; the old one is not.
    fixtures::age_sends(&person.id, 200).await;
    let newer = reset.receive(&person, "mail").await;
    reset.guess("mail", &newer).await.success(200);
}

#[tokio::test]
async fn wrong_guess_keeps_the_token_valid() {
    let person = Person::new().await;
    let mut reset = Reset::start(&person.name).await;
    let code = reset.receive(&person, "mail").await;
    reset.guess("mail", &other_than(&code)).await.problem("code-wrong");
    reset.guess("mail", &code).await.success(200);
}

#[tokio::test]
async fn right_guess_is_answered_once() {
    let person = Person::new().await;
    let mut reset = Reset::start(&person.name).await;
    let code = reset.receive(&person, "mail").await;
    let proved = reset.guess("mail", &code).await.success(200);
    reset.guess("mail", &code).await.problem("token-invalid");
    reset.token = text(&proved, "/token");
    reset.guess("mail", &code).await.problem("step-not-allowed");
}

#[tokio::test]
async fn expired_code_is_refused() {
    let person = Person::new().await;
    let mut reset = Reset::start(&person.name).await;
    let code = reset.receive(&person, "mail").await;
    fixtures::expire_code(&reset.id()).await;
    reset.guess("mail", &code).await.problem("code-expired");
}

#[tokio::test]
async fn only_the_newest_code_counts() {
    let person = Person::new().await;
    let mut reset = Reset::start(&person.name).await;
    let older = reset.receive(&person, "mail").await;
    fixtures::age_sends(&person.id, 200).await;
    let newer = reset.receive(&person, "mail").await;
    if older != newer {
        reset.guess("mail", &older).await.problem("code-wrong");
    }
    // A code by another method replaces this one too.
    reset.receive(&person, "text-message").await;
    reset.guess("mail", &newer).await.problem("code-expired");
}

#[tokio::test]
async fn code_is_good_for_its_own_method_only() {
    let person = Person::new().await;
    let mut reset = Reset::start(&person.name).await;
    let code = reset.receive(&person, "mail").await;
    reset.guess("text-message", &code).await.problem("code-expired");
    let body = json!({ "method": "x", "code": code });
    reset.post(path::VERIFY, &body).await.problem("method-unknown");
    reset.guess("mail", &code).await.success(200);
}

#[tokio::test]
async fn guess_before_a_code_is_refused() {
    let person = Person::new().await;
    let reset = Reset::start(&person.name).await;
    reset.guess("mail", "000000").await.problem("code-expired");
    assert_eq!(count_guesses(&reset).await, 0);
}

#[tokio::test]
async fn codes_and_methods_of_two_accounts_cannot_be_swapped() {
    let (one, other) = (Person::new().await, Person::new().await);
    let (mut mine, mut theirs) = (Reset::start(&one.name).await, Reset::start(&other.name).await);
    let my_code = mine.receive(&one, "mail").await;
    let their_code = theirs.receive(&other, "mail").await;
    if my_code != their_code {
        mine.guess("mail", &their_code).await.problem("code-wrong");
        theirs.guess("mail", &my_code).await.problem("code-wrong");
    }
    let body = json!({ "method": theirs.method("mail"), "code": my_code });
    mine.post(path::VERIFY, &body).await.problem("method-unknown");
    let body = json!({ "method": theirs.method("mail"), "code": their_code });
    mine.post(path::VERIFY, &body).await.problem("method-unknown");
    // A code with its method, under the token of the other user.
    let body = json!({ "method": mine.method("mail"), "code": my_code });
    theirs.post(path::VERIFY, &body).await.problem("method-unknown");
    mine.guess("mail", &my_code).await.success(200);
    theirs.guess("mail", &their_code).await.success(200);
}

#[tokio::test]
async fn codes_of_two_resets_of_one_account_cannot_be_swapped() {
    let person = Person::new().await;
    let (mut one, mut other) = (Reset::start(&person.name).await, Reset::start(&person.name).await);
    let first = one.receive(&person, "mail").await;
    fixtures::age_sends(&person.id, 200).await;
    let second = other.receive(&person, "mail").await;
    if first != second {
        other.guess("mail", &first).await.problem("code-wrong");
        one.guess("mail", &second).await.problem("code-wrong");
    }
    let body = json!({ "method": one.method("mail"), "code": second });
    other.post(path::VERIFY, &body).await.problem("method-unknown");
    let proved = other.guess("mail", &second).await.success(200);
    // The proof belongs to one reset, not to the account.
    one.post(path::UNLOCK, &json!({})).await.problem("gate-missing");
    let proof = text(&proved, "/token");
    one.client
        .post(path::SEND, Some(&proof), &json!({ "method": one.method("mail") }))
        .await
        .problem("step-not-allowed");
}

#[tokio::test]
async fn administrator_needs_a_second_gate() {
    let person = Person::administrator().await;
    let mut reset = Reset::start(&person.name).await;
    assert_eq!(reset.started["gates"]["required"], 1);
    let first = reset.prove(&person, "mail").await;
    assert_eq!(
        members(&first),
        ["gates", "methods", "next", "token"],
        "the account's rules are not shown after one of two gates"
    );
    let hint = format!("••• ••• {}", &person.mobile[person.mobile.len() - 2..]);
    let left = json!([{ "id": reset.method("text-message"), "kind": "text-message", "hint": hint }]);
    assert_eq!(first["methods"], left, "the methods of the account, with masks");
    assert_eq!(
        (first["next"].clone(), first["gates"].clone()),
        (json!("prove"), json!({ "required": 2, "passed": 1 }))
    );
    reset.post(path::UNLOCK, &json!({})).await.problem("gate-missing");
    // The same method does not count twice.
    fixtures::age_sends(&person.id, 200).await;
    reset.request_code("mail").await.problem("step-not-allowed");
    let second = reset.prove(&person, "text-message").await;
    assert_eq!(second["gates"], json!({ "required": 2, "passed": 2 }));
    assert_eq!(second["next"], "choose-password");
}

#[tokio::test]
async fn fifth_failed_guess_starts_the_cooldown() {
    let person = Person::new().await;
    let mut reset = Reset::start(&person.name).await;
    let code = reset.receive(&person, "mail").await;
    for _ in 0..3 {
        reset.guess("mail", &other_than(&code)).await.problem("code-wrong");
    }
    let code = reset.receive(&person, "text-message").await;
    for _ in 0..2 {
        reset.guess("text-message", &other_than(&code)).await.problem("code-wrong");
    }
    let refused = reset.guess("text-message", &code).await.problem("limit-reached");
    let seconds = number(&refused, "/retryAfterSeconds");
    assert!((3590..=3600).contains(&seconds), "{refused}");
    reset.request_code("mail").await.problem("limit-reached");
    // Guesses at codes that the user holds are counted separately.
    Reset::start(&person.name).await.guess("recovery-code", "00000-00000").await.problem("code-wrong");
    assert_eq!(count_guesses(&reset).await, 5);
}

#[tokio::test]
async fn right_guess_keeps_earlier_failures() {
    let person = Person::new().await;
    let mut reset = Reset::start(&person.name).await;
    let code = reset.receive(&person, "mail").await;
    reset.guess("mail", &other_than(&code)).await.problem("code-wrong");
    reset.guess("mail", &code).await.success(200);
    assert_eq!(fixtures::failed_guesses(&person.id).await, 1);
}

#[tokio::test]
async fn misspelled_codes_are_wrong() {
    for spelling in [|code: &str| format!("{code}x"), |code: &str| format!("{code}0")] {
        let person = Person::new().await;
        let mut reset = Reset::start(&person.name).await;
        let code = reset.receive(&person, "mail").await;
        let kind = reset.guess("mail", &spelling(&code)).await.kind();
        assert!(["code-wrong", "malformed-request"].contains(&kind.as_str()), "{kind}");
    }
}

#[tokio::test]
async fn code_of_a_decoy_is_never_right() {
    let unknown = Person::without_account();
    let mut reset = Reset::start(&unknown.name).await;
    reset.send("mail").await;
    for left in [2, 1, 0] {
        let refused = reset.guess("mail", "123456").await.problem("code-wrong");
        assert_eq!(number(&refused, "/guessesLeft"), left);
    }
    reset.guess("mail", "123456").await.problem("code-expired");
    outbox::wait_until_idle().await;
    assert_eq!(outbox::messages(&[&unknown.mail]).await, []);
}

async fn count_guesses(reset: &Reset) -> usize {
    tables::count(&reset.id(), "guess_counted").await
}

#[tokio::test]
async fn serial_offline_agents_are_named_with_their_last_keys() {
    let person = Person::new().await;
    let mut reset = Reset::start(&person.name).await;
    let code = reset.receive(&person, "mail").await;
    let asleep = |agent: &mut tables::Item| agent.remove("last_seen");
    let proved = fixtures::with_agents_changed(asleep, reset.guess("mail", &code)).await.success(200);
    assert_eq!(proved["seal"]["waits"], true, "{proved}");
    let named: Vec<String> = list(&proved, "/seal/agents").iter().map(|agent| text(agent, "/id")).collect();
    assert!(named.contains(&"agent-1".to_owned()), "{named:?}");
}
