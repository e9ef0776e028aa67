//! The mail to the user of an account that cannot be reset, after someone asked for a code.

use api_tests::{
    Person, Reset,
    agent::{self, Agent},
    environment::random_hex,
    fixtures, outbox, tables,
};
use serde_json::{Value, json};

/// Syncs an account that may not reset, for this reason.
async fn sync(person: &Person, reason: &str) {
    let mut batch = agent::batch(&random_hex::<8>(), 0, &agent::domain(), &[], &[]);
    batch["ineligible"] = json!([{
        "id": person.id,
        "accountName": person.name,
        "userPrincipalName": format!("{}@demo.example", person.name),
        "workMail": person.work_mail,
        "mail": person.mail,
        "reason": reason,
    }]);
    assert_eq!(Agent::leader().await.sync(&batch).await["leads"], true);
}

/// Requests a code in a new reset of a name.
async fn request_code(name: &str, kind: &str) {
    Reset::start(name).await.send(kind).await;
}

async fn bodies(person: &Person) -> Vec<String> {
    outbox::wait_until_idle().await;
    outbox::messages(&[&person.mail, &person.mobile]).await.into_iter().map(|sent| sent.body).collect()
}

#[tokio::test]
async fn user_who_may_not_reset_gets_the_reason_by_mail() {
    for (reason, words) in [
        ("disabled", "Your account is switched off."),
        ("expired", "Your account has expired."),
        ("protected", "special rights"),
        ("out-of-scope", "not turned on password reset"),
    ] {
        let person = Person::without_account();
        sync(&person, reason).await;
        request_code(&person.work_mail, "text-message").await;
        let mail = outbox::wait_for(&person.mail, 1).await.remove(0);
        assert!(mail.body.contains(words) && mail.body.contains("No code was sent"), "{mail:?}");
        let events = tables::audit_of_account(&person.id).await;
        let explained = events.iter().find(|event| event["event"] == "ineligible_explained");
        assert_eq!(explained.map(|event| &event["reason"]), Some(&Value::from(reason)), "{events:?}");
    }
}

#[tokio::test]
async fn reason_is_sent_once_a_day() {
    let person = Person::without_account();
    sync(&person, "disabled").await;
    for kind in ["mail", "text-message"] {
        request_code(&person.name, kind).await;
    }
    assert_eq!(bodies(&person).await.len(), 1);
}

#[tokio::test]
async fn user_of_a_frozen_account_gets_the_reason() {
    let person = Person::new().await;
    request_code(&person.name, "mail").await;
    outbox::wait_for(&person.mail, 1).await;
    fixtures::freeze(&person.id).await;
    request_code(&person.name, "text-message").await;
    let mails = outbox::wait_for(&person.mail, 2).await;
    assert!(mails[0].body.contains("Your account is frozen"), "{mails:?}");
}

#[tokio::test]
async fn user_with_only_new_methods_gets_the_reason() {
    let person = Person::without_account();
    let mut account = person.account();
    account.as_object_mut().unwrap().remove("mobile");
    account["mail"] = json!(person.work_mail);
    let agent = Agent::leader().await;
    agent.sync_accounts(&[account.clone()], &[]).await;
    account["mail"] = json!(person.mail);
    agent.sync_accounts(&[account], &[]).await;
    request_code(&person.name, "mail").await;
    // The other one says that the directory has another address.
    let mails = outbox::wait_for(&person.mail, 2).await;
    let is_reason = |body: &str| body.contains("too few methods") && body.contains("/security-info");
    assert!(mails.iter().any(|mail| is_reason(&mail.body)), "{mails:?}");
}

#[tokio::test]
async fn user_who_may_reset_again_gets_a_code() {
    let person = Person::without_account();
    sync(&person, "out-of-scope").await;
    person.sync().await;
    let mut reset = Reset::start(&person.name).await;
    reset.receive(&person, "mail").await;
    assert_eq!(bodies(&person).await.len(), 1);
}

#[tokio::test]
async fn decoy_methods_of_an_account_send_no_reason() {
    let person = Person::without_account();
    let mut account = person.account();
    account.as_object_mut().unwrap().remove("mobile");
    Agent::leader().await.sync_accounts(&[account], &[]).await;
    request_code(&person.name, "text-message").await;
    assert_eq!(bodies(&person).await, [""; 0]);
}
