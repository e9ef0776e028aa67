//! The notices of `notify`.

use api_tests::{
    Client, Person, Reset, SignedInUser, fixtures, outbox, outbox::Message, path, reset::GOOD_PASSWORD,
};
use serde_json::json;

#[tokio::test]
async fn new_password_sends_one_notice_to_every_address() {
    let person = Person::new().await;
    let mut reset = Reset::start(&person.name).await;
    reset.prove(&person, "mail").await;
    reset.set_password(GOOD_PASSWORD).await;
    assert_eq!(reset.outcome().await["state"], "done");
    assert_notices(&person, "password was changed", &reset).await;
}

#[tokio::test]
async fn notice_names_only_the_network_and_the_device() {
    let person = Person::new().await;
    let firefox = "Mozilla/5.0 (Windows NT 10.0; rv:145.0) Gecko/20100101 Firefox/145.0 call +46 8 123";
    let client = Client::new().with_headers(&[("user-agent", firefox)]);
    let mut reset = Reset::start_with_client(client, &person.name, "reset-password").await;
    reset.prove(&person, "mail").await;
    reset.set_password(GOOD_PASSWORD).await;
    assert_eq!(reset.outcome().await["state"], "done");
    outbox::wait_for(&person.mail, 2).await;
    let mails = outbox::messages(&[&person.mail]).await;
    let body = &mails[0].body;
    assert!(body.contains("Device: Firefox, Windows\nNetwork: 127.0.0.0/24"), "{body}");
    assert!(!body.contains("+46 8 123"), "{body}");
}

#[tokio::test]
async fn notice_of_a_new_method_names_the_network() {
    let person = Person::new().await;
    SignedInUser::sign_in_with_second_factor(&person).await.add_app().await;
    outbox::wait_for(&person.mobile, 1).await;
    let texts = outbox::messages(&[&person.mobile]).await;
    assert!(texts[0].body.contains("127.0.0.0/24) Not you?"), "{:?}", texts[0]);
}

#[tokio::test]
async fn unlock_sends_one_notice_to_every_address() {
    let person = Person::new().await;
    let mut reset = Reset::start(&person.name).await;
    reset.prove(&person, "mail").await;
    reset.unlock().await;
    assert_eq!(reset.outcome().await["state"], "done");
    assert_notices(&person, "account was unlocked", &reset).await;
}

#[tokio::test]
async fn refused_order_sends_no_notice() {
    let person = Person::new().await;
    let mut reset = Reset::start(&person.name).await;
    reset.prove(&person, "mail").await;
    reset.set_password("x").await;
    assert_eq!(reset.outcome().await["state"], "refused");
    outbox::wait_until_idle().await;
    assert_eq!(outbox::messages(&[&person.mobile]).await, []);
    assert_eq!(outbox::messages(&[&person.mail]).await.len(), 1, "the code and nothing else");
}

#[tokio::test]
async fn entry_from_a_backup_sends_no_notice() {
    let person = Person::new().await;
    let mut reset = Reset::start(&person.name).await;
    reset.prove(&person, "mail").await;
    reset.set_password(GOOD_PASSWORD).await;
    assert_eq!(reset.outcome().await["state"], "done");
    outbox::wait_for(&person.mail, 2).await;
    for (hours, mails) in [(3, 2), (1, 3)] {
        fixtures::copy_entry(&person.id, "password_set", hours).await;
        outbox::wait_until_idle().await;
        fixtures::end_wait_of_notices(&person.id).await;
        outbox::wait_until_idle().await;
        let sent = outbox::messages(&[&person.mail]).await.len();
        assert_eq!(sent, mails, "after an entry that is {hours} hours old");
    }
}

#[tokio::test]
async fn changes_within_five_minutes_are_one_more_notice() {
    let person = Person::new().await;
    let user = SignedInUser::sign_in_with_second_factor(&person).await;
    user.add_app().await;
    outbox::wait_for(&person.mail, 2).await;
    for _ in 0..3 {
        user.add_recovery_codes().await;
    }
    let app = user.method("authenticator-app").await;
    user.post(path::CHANGE, &json!({ "method": app, "name": "Mine" })).await.success(200);
    outbox::wait_until_idle().await;
    assert_eq!(outbox::messages(&[&person.mail]).await.len(), 2, "the code and the first notice");
    fixtures::end_wait_of_notices(&person.id).await;
    let mail = outbox::wait_for(&person.mail, 3).await.remove(0);
    assert_eq!(mail.body.matches("Added to your account: recovery codes").count(), 3, "{mail:?}");
    let texts = outbox::wait_for(&person.mobile, 2).await;
    assert!(texts[0].body.contains("3 changes were made to your account"), "{texts:?}");
    fixtures::end_wait_of_notices(&person.id).await;
    outbox::wait_until_idle().await;
    assert_eq!(outbox::messages(&[&person.mail]).await.len(), 3, "nothing waits any more");
}

#[tokio::test]
async fn serial_notices_count_in_the_text_messages_of_the_day() {
    let person = Person::new().await;
    let user = SignedInUser::sign_in_with_second_factor(&person).await;
    let before = fixtures::text_messages().await;
    fixtures::set_text_messages(1_000).await;
    user.add_app().await;
    outbox::wait_for(&person.mail, 2).await;
    outbox::wait_until_idle().await;
    assert_eq!(outbox::messages(&[&person.mobile]).await, [], "mail always goes");
    fixtures::set_text_messages(before).await;
    user.add_recovery_codes().await;
    fixtures::end_wait_of_notices(&person.id).await;
    let notice = outbox::wait_for(&person.mobile, 1).await.remove(0);
    assert!((161..=306).contains(&notice.body.chars().count()), "a link takes a second segment: {notice:?}");
    assert_eq!(fixtures::text_messages().await, before + 2);
}

/// Waits for the notices of a reset, one to each address, and checks their text.
async fn assert_notices(person: &Person, what: &str, reset: &Reset) {
    outbox::wait_for(&person.mobile, 1).await;
    // The first message was the code.
    outbox::wait_for(&person.mail, 2).await;
    outbox::wait_until_idle().await;
    let (texts, mails) = (outbox::messages(&[&person.mobile]).await, outbox::messages(&[&person.mail]).await);
    assert_eq!((texts.len(), mails.len()), (1, 2));
    for Message { body, subject, .. } in [&texts[0], &mails[0]] {
        assert!(body.contains(what), "{body}");
        assert!(body.contains("Not you?") || body.contains("If this was not you"), "{body}");
        assert!(body.contains("/sign-in#freeze="), "{body}");
        assert!(!format!("{subject:?}{body}").contains(GOOD_PASSWORD));
        for secret in [&reset.token, &person.name, &person.id] {
            assert!(!body.contains(secret.as_str()), "{body}");
        }
    }
    // Two parts of 153 characters: the link takes most of one.
    assert!(texts[0].body.chars().count() <= 2 * 153, "{:?}", texts[0]);
    assert!(mails[0].body.contains("mailto:helpdesk@demo.example"), "{:?}", mails[0]);
}
