//! An anonymous caller learns nothing about any account: every name is answered alike until a gate is proved.

use api_tests::{
    Answer, Client, Person, Reset, SignIn, SignedInUser,
    directory::FIRST_PASSWORD,
    fixtures,
    json::text,
    outbox, path,
    reset::GOOD_PASSWORD,
    shape::{Shape, shape},
    sign_in, tables,
};
use serde_json::json;

/// Returns names of every class: enabled, administrator, disabled, protected, out of scope, unknown.
async fn everyone() -> Vec<(&'static str, String)> {
    let [unknown, address] = [Person::without_account().name, Person::without_account().work_mail];
    vec![
        ("an account", Person::new().await.name),
        ("another account", Person::new().await.name),
        ("an administrator of Readmit", Person::administrator().await.name),
        ("disabled", "eva".to_owned()),
        ("protected", "fia".to_owned()),
        ("out of scope", "gus".to_owned()),
        ("unknown", unknown),
        ("an unknown address", address),
    ]
}

#[tokio::test]
async fn every_name_is_answered_alike_until_a_proof() {
    let mut seen: Vec<(&str, Vec<Shape>)> = Vec::new();
    for (class, name) in everyone().await {
        seen.push((class, visit(&name).await));
    }
    let (_, expected) = seen[0].clone();
    for (class, shapes) in seen {
        for (step, (found, expected)) in shapes.iter().zip(&expected).enumerate() {
            assert_eq!(found, expected, "step {step}: {class}");
        }
    }
}

/// Returns the shapes of the answers to a start, sends, wrong guesses, and steps that are not allowed yet.
async fn visit(name: &str) -> Vec<Shape> {
    let client = Client::new();
    // Some accounts are shared with other tests and with other runs.
    fixtures::clear_limits(&client, name).await;
    let started = client.start(name, "reset-password").await;
    let body = started.success(201);
    let mut reset = Reset { client, token: text(&body, "/token"), started: body, seal: json!(null) };
    let mut answers = vec![started];
    answers.push(reset.show().await);
    answers.push(reset.guess("mail", "123456").await);
    let sent = reset.request_code("mail").await;
    reset.token = text(&sent.success(202), "/token");
    answers.push(sent);
    answers.push(reset.guess("text-message", "123456").await);
    answers.push(reset.guess("mail", "wrong!").await);
    answers.push(reset.guess("mail", "").await);
    answers.push(reset.post(path::SET_PASSWORD, &json!({ "envelopes": [envelope()] })).await);
    answers.push(reset.post(path::UNLOCK, &json!({})).await);
    let wrong = json!({ "method": reset.method("mail"), "destination": "thief@evil.example" });
    answers.push(reset.post(path::SEND, &wrong).await);
    answers.iter().map(without_seconds).map(|answer| shape(&answer)).collect()
}

/// Once the user resets the password or freezes the account, a stranger's open reset goes on like that of an
/// unknown name.
#[tokio::test]
async fn reset_of_a_stranger_hides_what_the_user_does() {
    let (busy, frozen, unknown) = (Person::new().await, Person::new().await, Person::without_account());
    let mut open = Vec::new();
    for person in [&busy, &frozen, &unknown] {
        let mut reset = Reset::start(&person.name).await;
        reset.send("mail").await;
        open.push(reset);
    }
    let mut own = Reset::start(&busy.name).await;
    own.prove(&busy, "text-message").await;
    own.set_password(GOOD_PASSWORD).await;
    assert_eq!(own.outcome().await["state"], "done");
    fixtures::freeze(&frozen.id).await;
    let mut seen = Vec::new();
    for reset in open {
        let mut answers = vec![reset.guess("mail", "123456").await];
        answers.push(reset.guess("authenticator-app", "123456").await);
        answers.push(reset.post(path::UNLOCK, &json!({})).await);
        answers.push(reset.show().await);
        seen.push(answers.iter().map(without_seconds).map(|answer| shape(&answer)).collect::<Vec<_>>());
    }
    assert_eq!(seen[0], seen[2], "the user has reset the password");
    assert_eq!(seen[1], seen[2], "the user has frozen the account");
}

#[tokio::test]
async fn wrong_passwords_are_answered_alike_for_every_name() {
    let mut seen: Vec<(&str, Vec<Shape>)> = Vec::new();
    for (class, name) in everyone().await {
        seen.push((class, sign_in_shapes(&name).await));
    }
    let (_, expected) = seen[0].clone();
    for (class, shapes) in seen {
        for (step, (found, expected)) in shapes.iter().zip(&expected).enumerate() {
            assert_eq!(found, expected, "step {step}: {class}");
        }
    }
}

/// Returns the shapes of the answers to a preparation, a wrong password, two requests for its outcome, a repetition,
/// and a request of a session.
async fn sign_in_shapes(name: &str) -> Vec<Shape> {
    let client = Client::new();
    fixtures::clear_limits(&client, name).await;
    let prepared = client.get(path::SIGN_IN, None).await;
    let request = sign_in::request(&prepared.success(200), name, "Wrong-Passw0rd!");
    let begun = client.post(path::SIGN_IN, None, &request).await;
    let sign_in = SignIn { client: client.clone(), token: text(&begun.success(202), "/token") };
    let known = sign_in.outcome().await;
    let refused = json!({ "state": "refused", "refusal": "not-signed-in" });
    assert_eq!((known.json(), sign_in::reference(&known)), (refused, None), "{name}");
    let again = sign_in.finish().await;
    let repeated = client.post(path::SIGN_IN, None, &request).await;
    let stranger = SignedInUser { client, reference: sign_in.token };
    let shown = stranger.get(path::SESSION).await;
    [prepared, begun, known, again, repeated, shown].iter().map(shape).collect()
}

#[tokio::test]
async fn sign_in_limit_is_answered_alike_for_every_name() {
    let mut shapes = Vec::new();
    for name in [Person::new().await.name, Person::administrator().await.name, Person::without_account().name]
    {
        let mut of_name = Vec::new();
        for _ in 0..5 {
            of_name.push(SignIn::try_start(&Client::new(), &name, "Wrong-Passw0rd!").await);
        }
        shapes.push(of_name.iter().map(without_seconds).map(|answer| shape(&answer)).collect::<Vec<_>>());
    }
    assert!(shapes.iter().all(|of_name| *of_name == shapes[0]), "{shapes:#?}");
}

/// Two names of one user are answered like two unknown names, even if the password is right.
#[tokio::test]
async fn another_name_of_a_user_is_not_tried_in_a_cooldown() {
    let (person, unknown) = (Person::new().await, Person::without_account());
    let mut seen = Vec::new();
    for (first, second) in [(&person.name, &person.work_mail), (&unknown.name, &unknown.work_mail)] {
        for _ in 0..4 {
            SignIn::start(Client::new(), first, "Wrong-Passw0rd!").await.outcome().await;
        }
        let other = SignIn::start(Client::new(), second, FIRST_PASSWORD).await;
        seen.push(shape(&other.outcome().await));
    }
    assert_eq!(seen[0], seen[1]);
}

/// Returns the answer without the number of seconds to wait, which depends on the clock.
fn without_seconds(answer: &Answer) -> Answer {
    let mut answer = answer.clone();
    let body = String::from_utf8_lossy(&answer.body).into_owned();
    if let Some((before, after)) = body.split_once("\"retryAfterSeconds\":") {
        let rest = after.trim_start_matches(|c: char| c.is_ascii_digit());
        answer.body = format!("{before}\"retryAfterSeconds\":0{rest}").into_bytes();
        answer.headers.retain(|(name, _)| name != "retry-after" && name != "content-length");
    }
    answer
}

fn envelope() -> serde_json::Value {
    json!({ "agent": "agent-1", "enc": "A".repeat(43), "ciphertext": "A".repeat(363) })
}

#[tokio::test]
async fn limits_are_the_same_for_decoys() {
    let mut answers = Vec::new();
    for name in [Person::new().await.name, Person::without_account().name] {
        answers.push(exhaust(&name).await);
    }
    assert_eq!(answers[0], answers[1]);
    assert!(answers[0].contains(&"limit-reached".to_owned()), "{answers:?}");
}

/// Sends codes and guesses until the limits are reached, and returns the answers in order.
async fn exhaust(name: &str) -> Vec<String> {
    let mut reset = Reset::start(name).await;
    let mut answers = Vec::new();
    for kind in ["mail", "text-message"] {
        let sent = reset.request_code(kind).await;
        reset.token = text(&sent.success(202), "/token");
        for _ in 0..4 {
            let answer = reset.guess(kind, "wrong!").await;
            answers.push(format!("{} {}", answer.kind(), answer.json()["guessesLeft"]));
        }
        answers.push(reset.request_code(kind).await.kind());
    }
    let again = Reset::start(name).await;
    answers.push(again.request_code("mail").await.kind());
    answers
}

#[tokio::test]
async fn all_spellings_of_one_name_share_one_counter() {
    for name in [Person::new().await.name, Person::without_account().name] {
        let spellings = [
            [name.clone(), name.to_uppercase(), format!(" {name}\u{200b}\u{a0}")],
            [format!("DEMO\\{name}"), format!("{name}@demo"), format!("demo\\{}", name.to_uppercase())],
            [
                format!("{name}@demo.example"),
                format!(" {name}@Demo.Example "),
                format!("demo.example\\{name}"),
            ],
        ];
        for [first, others @ ..] in spellings {
            Reset::start(&first).await.send("mail").await;
            for spelling in others {
                let other = Reset::start(&spelling).await;
                other.request_code("mail").await.problem("send-too-soon");
            }
        }
    }
}

/// Two names of one user are answered like two unknown names, however often a stranger uses one of them.
#[tokio::test]
async fn another_name_of_a_user_reveals_nothing_about_the_first() {
    let (person, unknown) = (Person::new().await, Person::without_account());
    let mut seen = Vec::new();
    for [first, second] in [[&person.name, &person.work_mail], [&unknown.name, &unknown.work_mail]] {
        exhaust(first).await;
        seen.push(exhaust(second).await);
    }
    assert_eq!(seen[0], seen[1]);
    outbox::wait_until_idle().await;
    assert_eq!(outbox::messages(&[&person.mail]).await.len(), 1, "strangers share one cooldown");
}

/// A user who signs in has separate limits.
#[tokio::test]
async fn strangers_use_up_no_limit_of_the_user() {
    let person = Person::new().await;
    exhaust(&person.name).await;
    let other = Reset::start(&person.name).await;
    for kind in ["authenticator-app", "recovery-code", "authenticator-app", "recovery-code", "recovery-code"]
    {
        other.guess(kind, "000000").await.problem("code-wrong");
    }
    other.guess("recovery-code", "000000").await.problem("limit-reached");
    fixtures::clear_destination_sends().await;
    SignedInUser::sign_in_with_second_factor(&person).await;
}

#[tokio::test]
async fn decoy_sends_nothing() {
    let name = Person::without_account().name;
    let mut one = Reset::start(&name).await;
    one.send("mail").await;
    one.send("text-message").await;
    outbox::wait_until_idle().await;
    let sent = outbox::messages(&[&name, &format!("{name}@demo.example")]).await;
    assert_eq!(sent, []);
    assert_eq!(tables::count(&one.id(), "delivery_failed").await, 0);
    assert_eq!(tables::count(&one.id(), "code_requested").await, 2);
}

#[tokio::test]
async fn user_with_mail_only_shows_the_same_methods() {
    let reset = Reset::start("bo").await;
    let stranger = Reset::start(&Person::without_account().name).await;
    let kinds = |reset: &Reset| {
        api_tests::json::list(&reset.started, "/methods")
            .iter()
            .map(|m| m["kind"].clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(kinds(&reset), kinds(&stranger));
}
