//! The charges of journeys, recorded for `./scripts/bench --cost`. No tests of `./scripts/test`: they only measure.

use std::time::Duration;

use api_tests::{
    Client, Person, Reset, SignIn, SignedInUser, charges::Charges, directory::FIRST_PASSWORD, outbox, path,
    reset::GOOD_PASSWORD, sign_in::reference,
};

/// The journeys of each kind. Processes cache for seconds, so they follow each other as on a busy morning.
const JOURNEYS: u32 = 20;
/// The minutes without any user.
const IDLE: Duration = Duration::from_mins(5);

/// Waits until background work is done.
async fn wait_until_idle() {
    tokio::time::sleep(Duration::from_secs(3)).await;
}

/// Makes a person for each journey.
async fn people() -> Vec<Person> {
    let mut people = Vec::new();
    for _ in 0..JOURNEYS {
        people.push(Person::new().await);
    }
    wait_until_idle().await;
    people
}

/// Two gates, by text message and by mail, a password, three requests for its outcome, and a notice to each destination.
#[tokio::test]
#[ignore = "a measurement: ./scripts/bench --cost"]
async fn serial_resets() {
    let mut people = Vec::new();
    for _ in 0..JOURNEYS {
        people.push(Person::administrator().await);
    }
    wait_until_idle().await;
    let charges = Charges::begin();
    for person in &people {
        assert_eq!(Client::new().get(path::CONFIG, None).await.status, 200);
        let mut reset = Reset::start(&person.name).await;
        reset.prove(person, "text-message").await;
        reset.prove(person, "mail").await;
        reset.set_password(GOOD_PASSWORD).await;
        // The first message was the code, the second one is the notice.
        outbox::wait_for(&person.mail, 2).await;
        for _ in 0..3 {
            assert_eq!(reset.show().await.success(200)["state"], "done");
        }
    }
    wait_until_idle().await;
    charges.keep("a-reset", JOURNEYS);
}

/// The directory password, a second factor by mail, and what the page shows then.
#[tokio::test]
#[ignore = "a measurement: ./scripts/bench --cost"]
async fn serial_sign_ins() {
    let people = people().await;
    let charges = Charges::begin();
    for person in &people {
        let sign_in = SignIn::start(Client::new(), &person.name, FIRST_PASSWORD).await;
        let answer = sign_in.outcome().await;
        let mut user =
            SignedInUser { client: sign_in.client, reference: reference(&answer).expect("a session") };
        user.session().await;
        user.prove_by_mail(person).await;
        user.session().await;
    }
    wait_until_idle().await;
    charges.keep("a-sign-in", JOURNEYS);
}

/// One account that changed in the directory.
#[tokio::test]
#[ignore = "a measurement: ./scripts/bench --cost"]
async fn serial_changed_accounts() {
    let people = people().await;
    let charges = Charges::begin();
    for person in &people {
        person.sync().await;
    }
    charges.keep("a-changed-account", JOURNEYS);
}

/// Nobody does anything: the agent polls, sends heartbeats and asks the directory.
#[tokio::test]
#[ignore = "a measurement: ./scripts/bench --cost"]
async fn serial_idle_minutes() {
    wait_until_idle().await;
    let charges = Charges::begin();
    tokio::time::sleep(IDLE).await;
    charges.keep("an-idle-minute", u32::try_from(IDLE.as_secs() / 60).unwrap());
}
