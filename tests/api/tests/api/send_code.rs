//! `POST /api/reset/send-code`.

use api_tests::{
    Person, Reset,
    environment::moment,
    fixtures, iam,
    json::{members, number, text},
    outbox, path, tables,
};
use serde_json::json;

#[tokio::test]
async fn send_describes_the_code_and_starts_a_generation() {
    let person = Person::new().await;
    for (kind, seconds) in [("text-message", 300), ("mail", 600)] {
        let reset = Reset::start(&person.name).await;
        let sent = reset.request_code(kind).await.success(202);
        assert_eq!(members(&sent), ["codeExpiresAt", "codeLength", "resendAfterSeconds", "token"]);
        assert_eq!((number(&sent, "/codeLength"), number(&sent, "/resendAfterSeconds")), (6, 30));
        let expires: jiff::Timestamp = text(&sent, "/codeExpiresAt").parse().unwrap();
        let left = expires.duration_since(moment()).as_secs();
        assert!((seconds - 10..=seconds).contains(&left), "{kind}: {left} seconds");
        assert_ne!(text(&sent, "/token"), reset.token);
    }
}

#[tokio::test]
async fn repeated_send_sends_one_code() {
    let person = Person::new().await;
    let mut reset = Reset::start(&person.name).await;
    let first = reset.request_code("mail").await.success(202);
    outbox::wait_for(&person.mail, 1).await;
    for _ in 0..3 {
        let again = reset.request_code("mail").await.success(202);
        assert_eq!(text(&again, "/token"), text(&first, "/token"));
        assert_eq!(text(&again, "/codeExpiresAt"), text(&first, "/codeExpiresAt"));
    }
    outbox::wait_until_idle().await;
    assert_eq!(outbox::messages(&[&person.mail]).await.len(), 1);
    assert_eq!(requested(&reset).await, 1);
    // Another request with the same token is no repetition.
    reset.request_code("text-message").await.problem("token-invalid");
    // Neither is the same request once the reset has moved on.
    let old = reset.token.clone();
    reset.token = text(&first, "/token");
    reset.send("text-message").await;
    reset
        .client
        .post(path::SEND, Some(&old), &json!({ "method": reset.method("mail") }))
        .await
        .problem("token-invalid");
}

#[tokio::test]
async fn three_requests_at_once_send_one_code() {
    let person = Person::new().await;
    let reset = Reset::start(&person.name).await;
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..3 {
        let reset = reset.clone();
        tasks.spawn(async move { reset.request_code("mail").await });
    }
    let mut tokens = Vec::new();
    for answer in tasks.join_all().await {
        tokens.push(text(&answer.success(202), "/token"));
    }
    tokens.dedup();
    assert_eq!(tokens.len(), 1, "all were given the same token");
    outbox::wait_until_idle().await;
    assert_eq!(outbox::messages(&[&person.mail]).await.len(), 1);
    assert_eq!(requested(&reset).await, 1);
}

#[tokio::test]
async fn resend_waits_per_method() {
    let person = Person::new().await;
    let mut reset = Reset::start(&person.name).await;
    reset.send("mail").await;
    let refused = reset.request_code("mail").await.problem("send-too-soon");
    assert!((25..=30).contains(&number(&refused, "/retryAfterSeconds")), "{refused}");
    reset.send("text-message").await;
    // A new reset of the same account must wait too.
    let other = Reset::start(&person.name).await;
    other.request_code("mail").await.problem("send-too-soon");
}

#[tokio::test]
async fn refused_send_keeps_the_token_valid() {
    let person = Person::new().await;
    let mut reset = Reset::start(&person.name).await;
    reset.send("mail").await;
    reset.request_code("mail").await.problem("send-too-soon");
    reset.post(path::SEND, &json!({ "method": "x" })).await.problem("method-unknown");
    reset.send("text-message").await;
}

#[tokio::test]
async fn methods_of_other_resets_are_refused() {
    let (one, other) = (Person::new().await, Person::new().await);
    let reset = Reset::start(&one.name).await;
    let stranger = Reset::start(&other.name).await;
    let sibling = Reset::start(&one.name).await;
    for method in [stranger.method("mail"), sibling.method("mail"), "mail".to_owned(), String::new()] {
        reset.post(path::SEND, &json!({ "method": method })).await.problem("method-unknown");
    }
    outbox::wait_until_idle().await;
    assert_eq!(outbox::messages(&[&one.mail, &other.mail]).await, []);
}

/// A right destination is refused like a wrong one, so that nobody can try private addresses.
#[tokio::test]
async fn typed_destination_is_refused_unless_the_policy_demands_it() {
    let person = Person::new().await;
    let (reset, decoy) =
        (Reset::start(&person.name).await, Reset::start(&Person::without_account().name).await);
    for typed in ["thief@evil.example", "", "*", "a•••@•••", &person.mail] {
        for reset in [&reset, &decoy] {
            let body = json!({ "method": reset.method("mail"), "destination": typed });
            reset.post(path::SEND, &body).await.problem("step-not-allowed");
        }
    }
    outbox::wait_until_idle().await;
    assert_eq!(outbox::messages(&["thief@evil.example", &person.mail]).await, []);
}

#[tokio::test]
async fn account_gets_five_codes_per_hour() {
    let person = Person::new().await;
    let mut reset = Reset::start(&person.name).await;
    for kind in ["mail", "text-message", "mail", "text-message", "mail"] {
        reset.send(kind).await;
        fixtures::age_sends(&person.id, 200).await;
    }
    for kind in ["mail", "text-message"] {
        let refused = reset.request_code(kind).await.problem("limit-reached");
        let seconds = number(&refused, "/retryAfterSeconds");
        assert!((1..=3600).contains(&seconds), "{refused}");
    }
    Reset::start(&person.name).await.request_code("mail").await.problem("limit-reached");
}

#[tokio::test]
async fn destination_gets_three_codes_per_hour_and_no_more() {
    // Two users with the same mail address.
    let one = Person::new().await;
    let other = Person { mail: one.mail.clone(), ..Person::without_account() }.create().await;
    for person in [&one, &other] {
        let mut reset = Reset::start(&person.name).await;
        reset.send("mail").await;
        fixtures::age_sends(&person.id, 200).await;
        reset.send("mail").await;
    }
    outbox::wait_until_idle().await;
    assert_eq!(outbox::messages(&[&one.mail]).await.len(), 3, "the fourth is answered alike and withheld");
}

#[tokio::test]
async fn no_code_is_sent_after_the_last_gate() {
    let person = Person::new().await;
    let mut reset = Reset::start(&person.name).await;
    reset.prove(&person, "mail").await;
    reset.request_code("text-message").await.problem("step-not-allowed");
}

async fn requested(reset: &Reset) -> usize {
    tables::count(&reset.id(), "code_requested").await
}

#[tokio::test]
async fn serial_only_paid_text_messages_are_counted() {
    let before = fixtures::text_messages().await;
    let mut decoy = Reset::start(&Person::without_account().name).await;
    decoy.send("text-message").await;
    outbox::wait_until_idle().await;
    assert_eq!(fixtures::text_messages().await, before);
    let person = Person::new().await;
    Reset::start(&person.name).await.receive(&person, "text-message").await;
    assert_eq!(fixtures::text_messages().await, before + 1);
}

#[tokio::test]
async fn serial_text_message_that_is_tried_again_counts_once() {
    // Notices of earlier tests count too.
    outbox::wait_until_idle().await;
    let before = fixtures::text_messages().await;
    let person = Person::new().await;
    iam::deny("deliver-code", &["sns:Publish"], "*").await;
    Reset::start(&person.name).await.send("text-message").await;
    outbox::wait_until_idle().await;
    iam::restore("deliver-code").await;
    outbox::wait_for(&person.mobile, 1).await;
    outbox::wait_until_idle().await;
    fixtures::clear_failed_deliveries().await;
    assert_eq!(fixtures::text_messages().await, before + 1);
}

#[tokio::test]
async fn serial_used_up_text_messages_are_refused_for_every_name() {
    let before = fixtures::text_messages().await;
    let person = Person::new().await;
    let waiting = Reset::start(&person.name).await;
    fixtures::set_text_messages(800).await;
    for name in [&person.name, &Person::without_account().name] {
        let mut reset = Reset::start(name).await;
        let refused = reset.request_code("text-message").await.problem("limit-reached");
        assert!((1..=86_400).contains(&number(&refused, "/retryAfterSeconds")), "{refused}");
        reset.send("mail").await;
    }
    fixtures::set_text_messages(before).await;
    waiting.request_code("text-message").await.success(202);
}
