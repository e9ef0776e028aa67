//! Sets the stage: what a test finds when it begins, and moments that nobody wants to wait for. Nothing here changes what
//! is tested.

use std::time::Duration;

use agent_protocol::sealing::PrivateKey;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use crate::{
    Client,
    agent::Agent,
    forging::claims,
    json::{list, text},
    surroundings::{moment, now, surroundings},
    tables::{self, Item},
};

/// Registers the tests' agent, once. Nobody holds the private half of its sealing key.
pub async fn register(agent: &Agent) {
    let table = &surroundings().settings_table;
    let key = json!({ "pk": { "S": "AGENTS" }, "sk": { "S": agent.id } });
    if tables::get(table, &key).await.is_some() {
        return;
    }
    let sealing = sealing_key();
    let item = json!({
        "pk": { "S": "AGENTS" }, "sk": { "S": agent.id }, "version": { "N": "1" },
        "signing_key": { "S": agent.public_key() }, "sealing_key": { "S": sealing },
        "enrolled_at": { "S": moment().to_string() }, "keys_at": { "S": moment().to_string() },
    });
    tables::put(table, item.as_object().unwrap()).await;
    forget_presence().await;
}

/// Lets the code for an agent of this name be too old.
pub async fn expire_enrolment_of(name: &str) {
    let table = &surroundings().resets_table;
    for mut item in tables::scan(table).await {
        let is_code = item["pk"]["S"].as_str().is_some_and(|key| key.starts_with("ENROLMENT#"));
        if is_code && item["agent"]["S"] == *name {
            item.insert("expires_at".to_owned(), json!({ "S": past() }));
            tables::put(table, &item).await;
        }
    }
}

/// Forgets all tries to enrol.
pub async fn forget_enrolments() {
    forget_counts("COUNT#enrolments").await;
}

/// The fence of the tests' agent.
pub const FENCE: u64 = 1_000_000;

/// Lets the tests' agent lead the sync for a day, so that tests tell of people themselves; the instance's own agent waits.
pub async fn lead(agent: &Agent) {
    let item = json!({
        "pk": { "S": "DIRECTORY" }, "sk": { "S": "LEAD" }, "leader": { "S": agent.id },
        "fence": { "N": FENCE.to_string() }, "lead_until": { "N": (now() + 86_400).to_string() },
    });
    let table = &surroundings().settings_table;
    let key = json!({ "pk": item["pk"], "sk": item["sk"] });
    if tables::get(table, &key).await.is_none_or(|known| known["leader"]["S"] != *agent.id) {
        tables::put(table, item.as_object().unwrap()).await;
    }
}

/// The public sealing key of every agent of the tests.
pub fn sealing_key() -> String {
    PrivateKey::parse(&URL_SAFE_NO_PAD.encode([9; 32])).unwrap().public_key().encode()
}

/// Changes the items of all agents while something is asked, and puts them back. The instance's agent stands still
/// meanwhile: what it says of itself would change its item again.
pub async fn with_agents_changed<T, F: Future>(change: impl Fn(&mut Item) -> T, ask: F) -> F::Output {
    let _still = StandsStill::begin();
    let table = &surroundings().settings_table;
    let agents = tables::scan(table).await.into_iter().filter(|item| item["pk"]["S"] == "AGENTS");
    let agents: Vec<Item> = agents.collect();
    for agent in &agents {
        let mut changed = agent.clone();
        change(&mut changed);
        tables::put(table, &changed).await;
    }
    forget_presence().await;
    let answer = ask.await;
    for agent in &agents {
        tables::put(table, agent).await;
    }
    forget_presence().await;
    answer
}

/// Waits until what was read of the agents is believed no more.
pub async fn forget_presence() {
    tokio::time::sleep(Duration::from_secs(6)).await;
}

/// Waits until it is believed no more how many guesses of the tenant failed.
pub async fn forget_difficulty() {
    tokio::time::sleep(Duration::from_secs(3)).await;
}

/// The instance's agent is stopped until this is dropped.
struct StandsStill;

impl StandsStill {
    fn begin() -> Self {
        signal_agent("STOP");
        Self
    }
}

impl Drop for StandsStill {
    fn drop(&mut self) {
        signal_agent("CONT");
    }
}

fn signal_agent(signal: &str) {
    let command = format!("run --config {}", surroundings().agent_config);
    let sent = std::process::Command::new("pkill").args(["--signal", signal, "-f", &command]).status();
    assert!(sent.is_ok_and(|status| status.success()), "no agent runs: {command}");
}

/// Revokes an agent of a test, as an administrator would.
pub async fn revoke(agent: &Agent) {
    let table = &surroundings().settings_table;
    let key = json!({ "pk": { "S": "AGENTS" }, "sk": { "S": agent.id } });
    let mut item = tables::get(table, &key).await.expect("the agent");
    item.insert("revoked_at".to_owned(), json!({ "S": moment().to_string() }));
    tables::put(table, &item).await;
    forget_presence().await;
}

/// Forgets the failed guesses of the tenant: those of other tests would make work harder and open the breaker.
pub async fn forget_failed_guesses() {
    for window in [now() / 600, now() / 600 - 1] {
        tables::delete(&surroundings().resets_table, &failed_guesses_key(window)).await;
    }
}

/// Lets the tenant have failed so many guesses in the present ten minutes.
pub async fn fail_guesses(count: u32) {
    forget_failed_guesses().await;
    let window = now() / 600;
    let mut item = failed_guesses_key(window);
    item["counted"] = json!({ "N": count.to_string() });
    item["expires"] = json!({ "N": ((window + 2) * 600).to_string() });
    tables::put(&surroundings().resets_table, item.as_object().unwrap()).await;
    forget_difficulty().await;
}

fn failed_guesses_key(window: i64) -> Value {
    json!({ "pk": { "S": format!("COUNT#failed-guesses#{window}#0") } })
}

/// Makes an account's sends this much older.
pub async fn age_sends(account: &str, seconds: i64) {
    change_limits(account, |limits| {
        for send in limits["sends"]["L"].as_array_mut().unwrap() {
            earlier(&mut send["M"]["at"], seconds);
        }
    })
    .await;
}

/// Forgets an account's sends, and what all destinations were sent.
pub async fn forget_sends(account: &str) {
    change_limits(account, |limits| limits["sends"]["L"] = json!([])).await;
    forget_destinations().await;
}

/// Forgets all that was counted for somebody of this name, of an account or of a decoy.
pub async fn forget_limits_of(client: &Client, name: &str) {
    let started = client.start(name, "reset-password").await.success(201);
    let id = text(&claims(&text(&started, "/token")), "/reset");
    let reset = tables::kept(&tables::reset(&id).await);
    let key = json!({ "pk": { "S": format!("LIMITS#{}", text(&reset, "/a")) } });
    tables::delete(&surroundings().accounts_table, &key).await;
    for method in list(&reset, "/m") {
        forget_sends_to(&text(&method, "/3")).await;
    }
}

/// Forgets what all destinations were sent.
pub async fn forget_destinations() {
    forget_sends_to("").await;
}

async fn forget_sends_to(beginning: &str) {
    forget_counts(&format!("COUNT#sends-to#{beginning}")).await;
}

async fn forget_counts(prefix: &str) {
    let table = &surroundings().resets_table;
    for item in tables::scan(table).await {
        if item["pk"]["S"].as_str().is_some_and(|key| key.starts_with(prefix)) {
            tables::delete(table, &json!({ "pk": item["pk"] })).await;
        }
    }
}

/// How many failed guesses of an account are on record.
pub async fn failed_guesses(account: &str) -> usize {
    let limits = tables::limits(account).await.expect("limits");
    limits["failed_guesses"]["L"].as_array().map_or(0, Vec::len)
}

/// Lets a reset be over.
pub async fn expire_reset(id: &str) {
    change_reset(id, |reset| reset["e"] = nanoseconds(a_minute_ago())).await;
}

/// Lets the newest code of a reset be over.
pub async fn expire_code(id: &str) {
    change_reset(id, |reset| {
        reset["s"]["proving"][2] = nanoseconds(a_minute_ago());
    })
    .await;
}

/// Lets the order of a reset be over.
pub async fn expire_order(id: &str) {
    change_reset(id, |reset| tables::order(reset)[3] = nanoseconds(a_minute_ago())).await;
}

/// Lets the order of a reset end in so many seconds.
pub async fn let_order_end_in(id: &str, seconds: i64) {
    let end = nanoseconds(moment() + SignedDuration::from_secs(seconds));
    change_reset(id, |reset| tables::order(reset)[3] = end).await;
}

fn nanoseconds(at: Timestamp) -> Value {
    json!(i64::try_from(at.as_nanosecond()).unwrap())
}

/// Replaces what a stored reset says by what `change` makes of it.
pub async fn change_reset(id: &str, change: impl FnOnce(&mut Value)) {
    let mut item = tables::reset(id).await;
    let mut kept = tables::kept(&item);
    change(&mut kept);
    item.insert("kept".to_owned(), json!({ "S": kept.to_string() }));
    tables::put(&surroundings().resets_table, &item).await;
}

/// Replaces the stored limits of an account by what `change` makes of them.
pub async fn change_limits(account: &str, change: impl FnOnce(&mut Item)) {
    let mut item = tables::limits(account).await.expect("limits");
    change(&mut item);
    tables::put(&surroundings().accounts_table, &item).await;
}

fn past() -> String {
    a_minute_ago().to_string()
}

fn a_minute_ago() -> Timestamp {
    moment() - SignedDuration::from_mins(1)
}

fn earlier(stored: &mut Value, seconds: i64) {
    let at: Timestamp = stored["S"].as_str().unwrap().parse().unwrap();
    *stored = json!({ "S": (at - SignedDuration::from_secs(seconds)).to_string() });
}

/// Lets everything that somebody has registered be so many hours older.
pub async fn age_methods(account: &str, hours: i64) {
    let table = &surroundings().accounts_table;
    let key = json!({ "pk": { "S": format!("REGISTRATION#{account}") } });
    let mut item = tables::get(table, &key).await.expect("a registration");
    for method in item["methods"]["L"].as_array_mut().unwrap() {
        for member in ["added_at", "confirmed_at"] {
            let at: Timestamp = method["M"][member]["S"].as_str().unwrap().parse().unwrap();
            method["M"][member]["S"] = json!((at - SignedDuration::from_hours(hours)).to_string());
        }
    }
    tables::put(table, &item).await;
}

/// Freezes an account a moment ago.
pub async fn freeze(account: &str) {
    let at = moment().to_string();
    change_limits(account, |item| {
        item.insert("frozen_at".to_owned(), json!({ "S": at }));
        item.remove("expires");
    })
    .await;
}

/// Leaves somebody so many recovery codes.
pub async fn keep_recovery_codes(account: &str, count: usize) {
    let table = &surroundings().accounts_table;
    let key = json!({ "pk": { "S": format!("REGISTRATION#{account}") } });
    let mut item = tables::get(table, &key).await.expect("a registration");
    for method in item["methods"]["L"].as_array_mut().unwrap() {
        if let Some(left) = method.pointer_mut("/M/held/M/left/SS").and_then(Value::as_array_mut) {
            left.truncate(count);
        }
    }
    tables::put(table, &item).await;
}

/// Forgets the failed guesses of an account, and its rest.
pub async fn forget_account_guesses(account: &str) {
    change_limits(account, |item| {
        item.insert("failed_guesses".to_owned(), json!({ "L": [] }));
        item.remove("resting_until");
    })
    .await;
}
