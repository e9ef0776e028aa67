//! The messages of `deliver-code`.

use api_tests::{Client, Person, Reset, edge, fixtures, iam, outbox, outbox::Message};

#[tokio::test]
async fn text_message_is_one_segment_bound_to_the_site() {
    let person = Person::new().await;
    let mut reset = Reset::start(&person.name).await;
    let code = reset.receive(&person, "text-message").await;
    let message = outbox::wait_for(&person.mobile, 1).await.remove(0);
    assert_eq!((message.channel.as_str(), message.subject.as_deref()), ("sms", None));
    let last = message.body.lines().last().unwrap();
    let host = last.strip_prefix('@').and_then(|line| line.strip_suffix(&format!(" #{code}")));
    assert!(host.is_some_and(|host| !host.is_empty() && !host.contains([' ', ':', '/'])), "{last}");
    assert!(message.body.chars().count() <= 160 && message.body.is_ascii(), "{message:?}");
    assert!(message.body.starts_with("Demo Company"), "{message:?}");
}

#[tokio::test]
async fn mail_has_the_code_but_no_link_with_it() {
    let person = Person::new().await;
    let mut reset = Reset::start(&person.name).await;
    let code = reset.receive(&person, "mail").await;
    let message = outbox::wait_for(&person.mail, 1).await.remove(0);
    assert_eq!(message.channel, "email");
    assert!(message.subject.as_ref().is_some_and(|subject| subject.contains("Demo Company")), "{message:?}");
    assert!(
        !message.subject.as_ref().unwrap().contains(&code),
        "a code in the subject would show on a locked screen"
    );
    let links = message.body.split_whitespace().filter(|word| word.contains("://"));
    assert!(links.into_iter().all(|link| !link.contains(&code)), "{message:?}");
    for secret in [&reset.token, &reset.id(), &person.id, &person.name] {
        assert!(!message.body.contains(secret.as_str()), "{message:?}");
    }
}

#[tokio::test]
async fn code_is_sent_to_its_own_method_only() {
    let person = Person::new().await;
    let mut reset = Reset::start(&person.name).await;
    reset.receive(&person, "text-message").await;
    outbox::wait_until_idle().await;
    assert_eq!(outbox::messages(&[&person.mail]).await, []);
    assert_eq!(outbox::messages(&[&person.mobile]).await.len(), 1);
}

#[tokio::test]
async fn message_names_its_purpose() {
    let person = Person::new().await;
    let mut unlocking = Reset::start_with_client(Client::new(), &person.name, "unlock-account").await;
    unlocking.receive(&person, "text-message").await;
    let message = outbox::wait_for(&person.mobile, 1).await.remove(0);
    assert!(message.body.contains("unlock") && !message.body.contains("reset your"), "{message:?}");
}

#[tokio::test]
async fn forged_headers_do_not_change_a_message() {
    let forged = [
        ("x-forwarded-host", "evil.example"),
        ("x-forwarded-for", "203.0.113.9"),
        ("x-forwarded-proto", "gopher"),
        ("x-real-ip", "203.0.113.9"),
        ("x-original-url", "/evil"),
        ("forwarded", "for=203.0.113.9;host=evil.example;proto=http"),
        ("origin", "https://evil.example"),
        ("referer", "https://evil.example/"),
        ("x-host", "evil.example"),
    ];
    let (honest, forger) = (Person::new().await, Person::new().await);
    for kind in ["text-message", "mail"] {
        let one = message_without_code(&honest, Client::new(), kind).await;
        let other = message_without_code(&forger, Client::new().with_headers(&forged), kind).await;
        assert_eq!(one, other);
    }
}

#[tokio::test]
async fn forged_hosts_are_refused() {
    let person = Person::new().await;
    let reset = Reset::start(&person.name).await;
    let body = serde_json::json!({ "method": reset.method("mail") }).to_string();
    let token = format!("Bearer {}", reset.token);
    let url = &api_tests::environment::environment().url;
    let real = url.split_once("://").unwrap().1;
    for host in [
        "evil.example",
        &format!("{real}@evil.example"),
        &format!("evil.example/?{real}"),
        &format!("{real}.evil.example"),
    ] {
        let headers =
            [("host", host), ("authorization", token.as_str()), ("content-type", "application/json")];
        let answer = edge::raw("POST", api_tests::path::SEND, &headers, body.as_bytes());
        assert!((400..500).contains(&answer.status), "{host}: {answer}");
    }
    outbox::wait_until_idle().await;
    assert_eq!(outbox::messages(&[&person.mail]).await, []);
}

async fn message_without_code(
    person: &Person,
    client: Client,
    kind: &str,
) -> (String, Option<String>, String) {
    let mut reset = Reset::start_with_client(client, &person.name, "reset-password").await;
    let code = reset.receive(person, kind).await;
    let Message { channel, subject, body, .. } =
        outbox::wait_for(person.destination(kind), 1).await.remove(0);
    assert!(!format!("{subject:?}{body}").contains("evil"), "{body}");
    (channel, subject, body.replace(&code, "######"))
}

#[tokio::test]
async fn codes_of_different_users_differ() {
    let mut codes = std::collections::HashSet::new();
    for _ in 0..6 {
        let person = Person::new().await;
        let mut reset = Reset::start(&person.name).await;
        let code = reset.receive(&person, "mail").await;
        assert!(code.len() == 6 && codes.insert(code));
    }
}

/// While the provider of mail accepts nothing, nobody waits for a mail, whether the name has an account or not. A
/// refused request counts for nobody.
#[tokio::test]
async fn serial_codes_that_no_provider_takes_are_refused_to_all() {
    iam::deny("deliver-code", &["ses:SendEmail"], "*").await;
    let mut person = Person::new().await;
    let (mut answers, mut others) = (Vec::new(), Vec::new());
    // The count ends with each minute.
    for _ in 0..3 {
        fail_deliveries().await;
        person = Person::new().await;
        answers.clear();
        let nobody = Person::without_account().name;
        for name in [&nobody, &person.name, &person.name, &person.name] {
            answers.push(Reset::start(name).await.request_code("mail").await);
        }
        for name in [&nobody, &person.name] {
            others.push(Reset::start(name).await.request_code("text-message").await);
        }
        if answers.iter().all(|answer| answer.status == 503) {
            break;
        }
    }
    iam::restore("deliver-code").await;
    fixtures::clear_failed_deliveries().await;
    for answer in answers {
        answer.problem("code-not-sent");
    }
    for answer in others {
        answer.success(202);
    }
    fixtures::age_sends(&person.id, 200).await;
    Reset::start(&person.name).await.receive(&person, "mail").await;
}

async fn fail_deliveries() {
    for _ in 0..3 {
        let person = Person::new().await;
        Reset::start(&person.name).await.request_code("mail").await;
    }
    outbox::wait_until_idle().await;
}

#[tokio::test]
async fn code_comes_in_the_language_of_the_page() {
    for (header, words) in [("sv", "din kod"), ("de-CH,en;q=0.5", "Ihr Code"), ("tlh", "is your code")] {
        let person = Person::new().await;
        let client = Client::new().with_headers(&[("accept-language", header)]);
        let mut reset = Reset::start_with_client(client, &person.name, "reset-password").await;
        reset.receive(&person, "text-message").await;
        let message = outbox::wait_for(&person.mobile, 1).await.remove(0);
        assert!(message.body.contains(words), "{header}: {message:?}");
    }
}
