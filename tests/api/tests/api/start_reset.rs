//! `POST /api/reset/start`.

use api_tests::{
    Client, Person, Reset,
    environment::moment,
    fixtures, forging,
    json::{list, members, number, text},
    outbox, path, tables, work,
};
use serde_json::{Value, json};

#[tokio::test]
async fn reset_starts_with_every_kind_of_method() {
    let person = Person::new().await;
    let reset = Reset::start(&person.name).await;
    let started = &reset.started;
    assert_eq!(members(started), ["expiresAt", "gates", "methods", "passkey", "token"]);
    assert_eq!(started["gates"], json!({ "required": 1, "passed": 0 }));
    let expires: jiff::Timestamp = text(started, "/expiresAt").parse().unwrap();
    let left = expires.duration_since(moment()).as_secs();
    assert!((890..=901).contains(&left), "{left} seconds");
    assert_eq!(list(started, "/methods").len(), 5, "{started}");
    for kind in ["text-message", "mail", "authenticator-app", "passkey", "recovery-code"] {
        assert_eq!(reset.hint(kind), "", "nothing is shown before a proof");
    }
    let shown = started.to_string();
    for secret in [&person.mobile, &person.mail, &person.id, &person.display_name] {
        assert!(!shown.contains(secret.as_str()), "{shown}");
    }
}

#[tokio::test]
async fn account_is_found_by_each_of_its_names() {
    let person = Person::new().await;
    let name = &person.name;
    let wide: String = name.chars().map(|c| char::from_u32(c as u32 + 0xFEE0).unwrap()).collect();
    let names = [
        name.clone(),
        name.to_uppercase(),
        format!("  {name} "),
        wide,
        format!("{name}@demo.example"),
        format!("{name}@DEMO.Example"),
        format!("DEMO\\{name}"),
        format!("demo\\{}", name.to_uppercase()),
        person.work_mail.clone(),
    ];
    for name in names {
        let reset = Reset::start(&name).await;
        assert_eq!(account(&reset).await, person.id, "{name}");
    }
}

#[tokio::test]
async fn name_of_two_accounts_starts_a_decoy() {
    let one = Person::new().await;
    let other = Person { work_mail: one.work_mail.clone(), ..Person::without_account() }.create().await;
    let reset = Reset::start(&one.work_mail).await;
    let account = account(&reset).await;
    assert!(account != one.id && account != other.id, "{account}");
    let mut reset = reset;
    reset.send("mail").await;
    outbox::wait_until_idle().await;
    assert_eq!(outbox::messages(&[&one.mail, &other.mail]).await, []);
}

#[tokio::test]
async fn lookalike_names_use_the_stored_destination() {
    let person = Person::without_account();
    let person = Person { name: format!("{}sk", person.name), ..person }.create().await;
    let looks =
        [("mail", person.name.replace('s', "ſ")), ("text-message", person.name.replace('k', "\u{212a}"))];
    for (kind, look) in looks {
        let mut reset = Reset::start(&look).await;
        assert_eq!(account(&reset).await, person.id, "{look}");
        reset.receive(&person, kind).await;
        assert_eq!(outbox::messages(&[&look, &format!("{look}@private.example")]).await, []);
    }
}

#[tokio::test]
async fn purpose_is_one_of_two() {
    let client = Client::new();
    for purpose in ["reset-password", "unlock-account"] {
        client.start("nobody-at-all", purpose).await.success(201);
    }
    for purpose in ["", "Reset-Password", "reset_password", "change-password"] {
        client.start("nobody-at-all", purpose).await.problem("malformed-request");
    }
}

#[tokio::test]
async fn invalid_names_are_refused_or_answered_as_decoys() {
    let client = Client::new();
    let filters =
        ["*", "*)(objectClass=*", "anna)(|(cn=*", "\\2a", "' OR 1=1 --", "<img src=x onerror=alert(1)>"];
    for name in filters {
        client.start(name, "reset-password").await.success(201);
    }
    for name in [String::new(), "   ".to_owned(), "an\u{0}na".to_owned(), "a".repeat(257)] {
        client.start(&name, "reset-password").await.problem("malformed-request");
    }
}

#[tokio::test]
async fn challenge_of_a_sign_in_starts_no_reset() {
    let client = Client::new();
    let prepared = client.get(path::SIGN_IN, None).await.success(200);
    let body = json!({ "userId": "anna", "purpose": "reset-password", "work": work::solve(&prepared) });
    client.post(path::START, None, &body).await.problem("work-required");
}

#[tokio::test]
async fn work_must_be_fresh_and_complete() {
    let client = Client::new();
    let issued = client.challenge().await;
    let (challenge, solved) = (text(&issued, "/challenge"), work::solve(&issued));
    let nonces = list(&solved, "/nonces");
    let bits = u32::try_from(number(&issued, "/difficulty")).unwrap();
    let mut wrong = nonces.clone();
    wrong[0] = work::wrong_nonce(&challenge, bits).into();
    let mut doubled = nonces.clone();
    doubled.push(nonces[0].clone());
    let mut swapped = nonces.clone();
    swapped.swap(0, 1);
    let forged = flip(&challenge);
    for (name, work) in [
        ("nothing done", json!({ "challenge": challenge, "nonces": [] })),
        ("one part missing", json!({ "challenge": challenge, "nonces": nonces[1..] })),
        ("one part too many", json!({ "challenge": challenge, "nonces": doubled })),
        ("a wrong part", json!({ "challenge": challenge, "nonces": wrong })),
        ("parts out of order", json!({ "challenge": challenge, "nonces": swapped })),
        ("no challenge", json!({ "challenge": "", "nonces": nonces })),
        ("a challenge of someone else", json!({ "challenge": "AQEBAQ", "nonces": nonces })),
        ("a changed challenge", json!({ "challenge": forged, "nonces": nonces })),
    ] {
        let answer = start(&client, &work).await;
        assert_eq!(answer.kind(), "work-required", "{name}: {answer}");
    }
    start(&client, &solved).await.success(201);
    start(&client, &solved).await.problem("work-required");
}

#[tokio::test]
async fn difficulty_cannot_be_lowered() {
    let client = Client::new();
    let issued = client.challenge().await;
    let mut easier = issued.clone();
    easier["difficulty"] = json!(1);
    start(&client, &work::solve(&easier)).await.problem("work-required");
    let mut fewer = issued;
    fewer["count"] = json!(1);
    start(&client, &work::solve(&fewer)).await.problem("work-required");
}

#[tokio::test]
async fn one_challenge_starts_one_reset() {
    let client = Client::new();
    let work = client.work().await;
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..20 {
        let (client, work) = (client.clone(), work.clone());
        tasks.spawn(async move { start(&client, &work).await });
    }
    let mut started = 0;
    for answer in tasks.join_all().await {
        if answer.status == 201 {
            started += 1;
        } else {
            answer.problem("work-required");
        }
    }
    assert_eq!(started, 1);
}

/// A challenge that is sent again uses up nothing of the network that it comes from.
#[tokio::test]
async fn serial_replayed_challenge_is_counted_once() {
    let (client, before) = (Client::new(), fixtures::sum_counters_below("COUNT#starts#").await);
    let work = client.work().await;
    start(&client, &work).await.success(201);
    for _ in 0..40 {
        start(&client, &work).await.problem("work-required");
    }
    assert_eq!(fixtures::sum_counters_below("COUNT#starts#").await, before + 1);
}

#[tokio::test]
async fn two_resets_of_one_account_share_nothing() {
    let person = Person::new().await;
    let (one, other) = (Reset::start(&person.name).await, Reset::start(&person.name).await);
    assert_ne!(one.token, other.token);
    assert_ne!(one.id(), other.id());
    assert!(one.id().len() >= 22, "128 bits: {}", one.id());
    for kind in ["mail", "text-message"] {
        assert_ne!(one.method(kind), other.method(kind), "ids of methods differ between resets");
    }
}

#[tokio::test]
async fn token_reveals_nothing_about_the_account() {
    let person = Person::new().await;
    let reset = Reset::start(&person.name).await;
    let header = forging::header(&reset.token);
    assert_eq!((header["alg"].clone(), header["typ"].clone()), (json!("HS256"), json!("readmit-reset+jwt")));
    let claims = forging::claims(&reset.token);
    let expected = ["account", "aud", "exp", "generation", "iat", "iss", "reset", "step"];
    assert_eq!(members(&claims), expected, "{claims}");
    let claims = claims.to_string();
    for secret in [&person.name, &person.id, &person.mail, &person.mobile] {
        assert!(!claims.contains(secret.as_str()));
    }
    // The account is sealed in the token: with the same length for a decoy, and differently in every reset.
    let (again, decoy) =
        (Reset::start(&person.name).await, Reset::start(&Person::without_account().name).await);
    let sealed = |reset: &Reset| text(&forging::claims(&reset.token), "/account");
    assert_ne!(sealed(&again), sealed(&reset));
    assert_eq!((sealed(&decoy).len(), decoy.token.len()), (sealed(&reset).len(), reset.token.len()));
}

async fn account(reset: &Reset) -> String {
    let events = tables::audit(&reset.id()).await;
    let started = events.iter().find(|event| event["event"] == "reset_started");
    text(started.expect("it is in the audit trail"), "/account")
}

async fn start(client: &Client, work: &Value) -> api_tests::Answer {
    let body = json!({ "userId": "nobody-at-all", "purpose": "reset-password", "work": work });
    client.post(path::START, None, &body).await
}

/// Returns the challenge with its last but one character changed, which belongs to its signature.
fn flip(challenge: &str) -> String {
    let (start, end) = challenge.split_at(challenge.len() - 2);
    format!("{start}{}", if end.starts_with('A') { "BA" } else { "AA" })
}

/// Guesses under a name make its resets four times as hard, whether or not an account has the name.
#[tokio::test]
async fn serial_guesses_make_the_work_for_that_name_harder() {
    fixtures::clear_failed_guesses().await;
    fixtures::wait_for_difficulty_cache().await;
    let person = Person::new().await;
    for name in [&person.name, &Person::without_account().name] {
        let mut reset = Reset::start(name).await;
        reset.send("mail").await;
        for _ in 0..2 {
            reset.guess("mail", "000000").await.problem("code-wrong");
        }
        let client = Client::new();
        let mut challenge = client.challenge().await;
        let easy = client.start_with(name, "reset-password", work::solve(&challenge)).await;
        let refused = easy.problem("more-work-required");
        assert_eq!(number(&refused, "/difficulty"), number(&challenge, "/difficulty") + 2);
        challenge["difficulty"] = refused["difficulty"].clone();
        let used = client.start_with(name, "reset-password", work::solve(&challenge)).await;
        used.problem("work-required");
        let mut another = client.challenge().await;
        another["difficulty"] = refused["difficulty"].clone();
        client.start_with(name, "reset-password", work::solve(&another)).await.success(201);
    }
    let client = Client::new();
    let work = client.work().await;
    client.start_with(&person.work_mail, "reset-password", work).await.success(201);
}
