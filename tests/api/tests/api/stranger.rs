//! Attacks by strangers on everybody at once. Users reset and sign in meanwhile.

use api_tests::{
    Client, Person, Reset, SignIn,
    device::{browser, reset_in},
    fixtures,
    json::{number, text},
    path,
    reset::GOOD_PASSWORD,
    work,
};
use authenticators::soft::SoftAuthenticator;
use serde_json::json;
use tokio::task::JoinSet;

use crate::verify_passkey::with_passkey;

/// The most that strangers may add to the work: 16 times is four bits.
const MORE_BITS: i64 = 4;
/// The number of strangers at work at the same time. More make the emulator late, and answers unavailable.
const AT_ONCE: usize = 2;

/// Two users whom strangers attack.
struct Users {
    /// Has a passkey and a mail address, and a known device.
    anna: Person,
    passkey: SoftAuthenticator,
    device: String,
    /// Has a mail address only.
    bo: Person,
    /// The bits of work before the attack.
    bits: i64,
}

#[tokio::test]
async fn serial_strangers_do_not_stop_users() {
    let mut users = Users::new().await;
    anonymous_sends(1_000).await;
    users.assert_unaffected("anonymous sends").await;
    users.reset_on_the_known_device("text-message").await;
    guesses_at_unknown_names(500).await;
    users.assert_unaffected("guesses at unknown names").await;
    five_wrong_guesses_of_each_kind(&users.anna).await;
    users.assert_unaffected("wrong guesses").await;
    users.reset_on_the_known_device("mail").await;
    wrong_destinations(&users.bo, 60).await;
    users.assert_unaffected("wrong destinations").await;
    replays(40).await;
    users.assert_unaffected("replays of a challenge").await;
}

impl Users {
    async fn new() -> Self {
        let (anna, passkey) = with_passkey().await;
        let device = reset_in(Client::new(), &anna).await;
        let bo = Person::new().await;
        fixtures::set_text_messages(0).await;
        let bits = number(&Client::new().challenge().await, "/difficulty");
        Self { anna, passkey, device, bo, bits }
    }

    /// Asserts that users reset and sign in, that text messages are left, and that the work is bearable.
    async fn assert_unaffected(&mut self, after: &str) {
        let bits = number(&Client::new().challenge().await, "/difficulty");
        assert!(bits <= self.bits + MORE_BITS, "{bits} bits after {after}");
        assert!(fixtures::text_messages().await < 100, "text messages were used up by {after}");
        self.reset_on_a_new_device().await;
        let mut reset = Reset::start(&self.bo.name).await;
        reset.prove(&self.bo, "mail").await;
        // His next reset is another day's.
        fixtures::clear_sends(&self.bo.id).await;
        let signed_in = SignIn::start(browser(&self.device), &self.anna.name, GOOD_PASSWORD).await;
        assert_eq!(signed_in.outcome().await.success(200)["state"], "signed-in", "after {after}");
    }

    /// Asserts that Anna has a code sent to her known device and proves a gate with it.
    async fn reset_on_the_known_device(&self, kind: &str) {
        let mut reset =
            Reset::start_with_client(browser(&self.device), &self.anna.name, "reset-password").await;
        reset.prove(&self.anna, kind).await;
    }

    async fn reset_on_a_new_device(&mut self) {
        let reset = Reset::start(&self.anna.name).await;
        let credential = self.passkey.get(&reset.started["passkey"]).expect("an answer");
        let body = json!({ "method": reset.method("passkey"), "credential": credential });
        reset.post(path::VERIFY_PASSKEY, &body).await.success(200);
    }
}

/// Does something this many times, some at the same time.
async fn many<F: Future<Output = ()> + Send + 'static>(times: usize, act: impl Fn() -> F) {
    let mut running = JoinSet::new();
    for _ in 0..times {
        if running.len() == AT_ONCE {
            running.join_next().await.unwrap().unwrap();
        }
        running.spawn(act());
    }
    running.join_all().await;
}

async fn anonymous_sends(count: usize) {
    many(count / 2, || async {
        let mut reset = Reset::start(&Person::without_account().name).await;
        reset.send("text-message").await;
        reset.send("mail").await;
    })
    .await;
}

async fn guesses_at_unknown_names(count: usize) {
    many(count / 5, || async {
        let mut reset = Reset::start(&Person::without_account().name).await;
        reset.send("mail").await;
        for _ in 0..3 {
            reset.guess("mail", "000000").await.problem("code-wrong");
        }
        for kind in ["authenticator-app", "recovery-code"] {
            reset.guess(kind, "000000").await.problem("code-wrong");
        }
    })
    .await;
}

async fn five_wrong_guesses_of_each_kind(person: &Person) {
    fixtures::clear_sends(&person.id).await;
    let mut sent = Reset::start(&person.name).await;
    for (kind, guesses) in [("mail", 3), ("text-message", 2)] {
        sent.send(kind).await;
        for _ in 0..guesses {
            sent.guess(kind, "wrong!").await.problem("code-wrong");
        }
    }
    let other = Reset::start(&person.name).await;
    for kind in ["authenticator-app", "recovery-code", "authenticator-app", "recovery-code", "recovery-code"]
    {
        other.guess(kind, "000000").await.problem("code-wrong");
    }
    let again = Reset::start(&person.name).await;
    again.guess("recovery-code", "000000").await.problem("limit-reached");
}

async fn wrong_destinations(person: &Person, count: usize) {
    let reset = Reset::start(&person.name).await;
    for n in 0..count {
        let body =
            json!({ "method": reset.method("mail"), "destination": format!("guess{n}@private.example") });
        reset.post(path::SEND, &body).await.problem("step-not-allowed");
    }
}

async fn replays(count: usize) {
    let client = Client::new();
    let work = work::solve(&client.challenge().await);
    let name = Person::without_account().name;
    let body = json!({ "userId": name, "purpose": "reset-password", "work": work });
    let started = client.post(path::START, None, &body).await.success(201);
    assert!(!text(&started, "/token").is_empty());
    for _ in 0..count {
        client.post(path::START, None, &body).await.problem("work-required");
    }
}
