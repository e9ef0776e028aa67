//! Mail through a relay instead of SES.

use std::{fs, path::PathBuf, time::Duration};

use api_tests::{Person, Reset, environment, outbox, tables};

/// Waits for the mail with the code of a person, and returns the code.
async fn code_of(person: &Person) -> String {
    let file = PathBuf::from(environment::variable("READMIT_RELAY")).join("mail/box");
    let envelope = format!("Envelope-to: {}\n", person.mail);
    for _ in 0..200 {
        let mails = fs::read_to_string(&file).unwrap_or_default();
        let mail = mails.split("\nFrom ").find(|mail| mail.contains(&envelope)).unwrap_or_default();
        // Only the first part has no other numbers.
        let text = mail.split("text/html").next().and_then(|mail| mail.split("text/plain").nth(1));
        let runs = text.unwrap_or_default().split(|character: char| !character.is_ascii_digit());
        if let Some(code) = runs.into_iter().find(|run| run.len() == 6) {
            return code.to_owned();
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("no code came to {}", person.mail)
}

#[tokio::test]
async fn code_comes_through_the_relay_and_proves() {
    let person = Person::new().await;
    let mut reset = Reset::start(&person.name).await;
    reset.send("mail").await;
    let code = code_of(&person).await;
    reset.guess("mail", &code).await.success(200);
    assert_eq!(outbox::messages(&[&person.mail]).await, [], "SES sent it, too");
}

#[tokio::test]
async fn address_that_the_relay_refuses_is_noted() {
    let mut person = Person::without_account();
    person.mail = "nobody@home.example".to_owned();
    person.sync().await;
    Reset::start(&person.name).await.send("mail").await;
    for _ in 0..200 {
        let events = tables::audit_of_account(&person.id).await;
        if events.iter().any(|event| event["event"] == "delivery_failed") {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("nothing noted that the relay refused the address");
}
