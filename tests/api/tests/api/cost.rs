//! The cost of a reset: calls of tables, write units, and calls in a row. The tests run alone, because the emulator
//! is slow while it counts, and because calls of other tests would be counted too.

use std::{collections::BTreeMap, time::Duration};

use api_tests::{
    Client, Person, Reset, SignIn, SignedInUser,
    calls::{Call, Counting, depth},
    directory::FIRST_PASSWORD,
    fixtures,
    json::text,
    outbox, path,
    reset::GOOD_PASSWORD,
    sign_in::reference,
};

/// The maximum number of calls of tables in one reset.
const CALLS: usize = 36;
/// The maximum number of write units in one reset.
const WRITE_UNITS: u64 = 50;
/// The maximum number of calls in a row in one step.
const IN_A_ROW: usize = 3;

/// A time that is longer than every cache lasts.
const CACHED: Duration = Duration::from_secs(31);

/// The functions of a reset, in order.
const FUNCTIONS: [&str; 11] = [
    "show-config",
    "issue-challenge",
    "start-reset",
    "send-code",
    "deliver-code",
    "verify-code",
    "set-password",
    "report-writeback",
    "show-reset",
    "notify",
    "deliver-notice",
];

/// The reset has two gates, one by text message and one by mail, a password, three requests for its outcome, and a
/// notice to both destinations. Each step of another user's reset comes just before, so that cached values are cached.
#[tokio::test]
async fn serial_a_reset_costs_few_calls_and_write_units() {
    let (first, second) = (Person::administrator().await, Person::administrator().await);
    tokio::time::sleep(CACHED).await;
    fixtures::drop_waiting_notices().await;
    let counting = Counting::begin();
    let mut cost = Cost::default();
    let mut before = started(&first).await;
    counting.forget();
    let mut reset = started(&second).await;
    cost.add(&counting);
    for kind in ["text-message", "mail"] {
        let earlier = received(&mut before, &first, kind).await;
        counting.forget();
        let code = received(&mut reset, &second, kind).await;
        cost.add(&counting);
        proved(&mut before, kind, &earlier).await;
        counting.forget();
        proved(&mut reset, kind, &code).await;
        cost.add(&counting);
    }
    ordered(&mut before, &first).await;
    before.show().await.success(200);
    // It is refused, and yet reads the agents' presence into the cache.
    before.post(path::SET_PASSWORD, &before.envelopes(GOOD_PASSWORD)).await.problem("step-not-allowed");
    counting.forget();
    ordered(&mut reset, &second).await;
    cost.add(&counting);
    for _ in 0..3 {
        assert_eq!(reset.show().await.success(200)["state"], "done");
        cost.add(&counting);
    }
    println!("{cost}");
    let (calls, units, in_a_row) = cost.sums();
    assert!(calls <= CALLS && units <= WRITE_UNITS && in_a_row <= IN_A_ROW, "\n{cost}");
}

async fn started(person: &Person) -> Reset {
    assert_eq!(Client::new().get(path::CONFIG, None).await.status, 200);
    let reset = Reset::start(&person.name).await;
    wait_until_idle().await;
    reset
}

async fn received(reset: &mut Reset, person: &Person, kind: &str) -> String {
    let code = reset.receive(person, kind).await;
    wait_until_idle().await;
    code
}

async fn proved(reset: &mut Reset, kind: &str, code: &str) {
    let proved = reset.guess(kind, code).await.success(200);
    reset.token = text(&proved, "/token");
    reset.seal = proved["seal"].clone();
}

async fn ordered(reset: &mut Reset, person: &Person) {
    reset.set_password(GOOD_PASSWORD).await;
    // The first message was the code.
    outbox::wait_for(&person.mobile, 2).await;
    outbox::wait_for(&person.mail, 2).await;
    wait_until_idle().await;
}

/// Waits until background work is done.
async fn wait_until_idle() {
    tokio::time::sleep(Duration::from_secs(1)).await;
}

/// The cost of each function.
#[derive(Debug, Default)]
struct Cost(BTreeMap<usize, Row>);

#[derive(Debug, Default)]
struct Row {
    operations: Vec<String>,
    write_units: u64,
    deep: usize,
}

impl Cost {
    /// Adds the calls of at most one request of each function.
    fn add(&mut self, counting: &Counting) {
        let calls = counting.take();
        for (place, function) in FUNCTIONS.iter().enumerate() {
            let own: Vec<Call> = calls.iter().filter(|call| call.is_of(function)).cloned().collect();
            let row = self.0.entry(place).or_default();
            row.operations.extend(own.iter().map(|call| call.operation.clone()));
            row.write_units += own.iter().map(|call| call.write_units).sum::<u64>();
            row.deep = row.deep.max(depth(&own));
        }
    }

    fn sums(&self) -> (usize, u64, usize) {
        let rows = self.0.values();
        let calls = rows.clone().map(|row| row.operations.len()).sum();
        let units = rows.clone().map(|row| row.write_units).sum();
        (calls, units, rows.map(|row| row.deep).max().unwrap_or(0))
    }
}

impl std::fmt::Display for Cost {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "{:<17} calls  write units  in a row", "function")?;
        for (place, Row { operations, write_units, deep }) in &self.0 {
            let (function, calls) = (FUNCTIONS.get(*place).unwrap_or(&""), operations.len());
            writeln!(f, "{function:<17} {calls:>5} {write_units:>12} {deep:>9}  {}", operations.join(" "))?;
        }
        let (calls, units, in_a_row) = self.sums();
        writeln!(f, "{:<17} {calls:>5} {units:>12} {in_a_row:>9}", "sum")
    }
}

/// Otherwise times of answers would tell which names have an account. The same steps come just before, so that cached
/// values are cached.
#[tokio::test]
async fn serial_every_name_takes_the_same_calls() {
    let (real, other) = (Person::new().await, Person::without_account());
    tokio::time::sleep(CACHED).await;
    let counting = Counting::begin();
    calls_of_a_stranger(&Person::without_account().name, &counting).await;
    let [real, other] =
        [calls_of_a_stranger(&real.name, &counting).await, calls_of_a_stranger(&other.name, &counting).await];
    assert_eq!(real, other);
}

/// Returns the calls of each step of a stranger, who guesses wrong in every way.
async fn calls_of_a_stranger(name: &str, counting: &Counting) -> Vec<(String, Vec<String>)> {
    let mut reset = Reset::start(name).await;
    let mut found = vec![own_calls(counting, "start-reset", "")];
    reset.send("mail").await;
    found.push(own_calls(counting, "send-code", "mail"));
    for kind in ["mail", "text-message", "authenticator-app", "recovery-code"] {
        counting.forget();
        reset.guess(kind, "000000").await.kind();
        found.push(own_calls(counting, "verify-code", kind));
    }
    found
}

/// Returns the calls of a function since the last time, in the order of their names.
fn own_calls(counting: &Counting, function: &str, what: &str) -> (String, Vec<String>) {
    let own = counting.take().into_iter().filter(|call| call.is_of(function));
    let mut operations: Vec<String> = own.map(|call| call.operation).collect();
    operations.sort();
    assert!(!operations.is_empty(), "{function} {what}");
    (format!("{function} {what}"), operations)
}

/// The functions of a sign-in with a second factor, with the maximum number of calls in a row: a session is found by
/// two, and a guess is counted before it is compared.
const IN_A_ROW_OF_A_SIGN_IN: [(&str, usize); 5] =
    [("sign-in", 3), ("report-sign-in", 3), ("finish-sign-in", 3), ("send-factor", 4), ("prove-factor", 4)];

/// The sign-in of another user comes just before, so that cached values are cached.
#[tokio::test]
async fn serial_a_sign_in_makes_few_calls_in_a_row() {
    let (first, second) = (Person::new().await, Person::new().await);
    tokio::time::sleep(CACHED).await;
    fixtures::drop_waiting_notices().await;
    let counting = Counting::begin();
    SignedInUser::sign_in_with_second_factor(&first).await;
    wait_until_idle().await;
    counting.forget();
    let sign_in = SignIn::start(Client::new(), &second.name, FIRST_PASSWORD).await;
    wait_until_idle().await;
    let answer = sign_in.finish().await;
    assert_eq!(answer.success(200)["state"], "signed-in");
    let mut user = SignedInUser { client: sign_in.client, reference: reference(&answer).expect("a session") };
    user.prove_by_mail(&second).await;
    let calls = counting.take();
    for (function, maximum) in IN_A_ROW_OF_A_SIGN_IN {
        let own: Vec<Call> = calls.iter().filter(|call| call.is_of(function)).cloned().collect();
        let operations: Vec<&str> = own.iter().map(|call| call.operation.as_str()).collect();
        println!("{function:<17} {} in a row: {}", depth(&own), operations.join(" "));
        assert!(!own.is_empty() && depth(&own) <= maximum, "{function}: {operations:?}");
    }
}
