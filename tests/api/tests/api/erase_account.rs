//! `./scripts/accounts erase`: everything that is stored about a person goes.

use std::process::Command;

use api_tests::{
    Person, Reset, SignedInUser,
    environment::{environment, scripts},
    outbox, path,
    tables::{self, Item},
};
use serde_json::{Value, json};

#[tokio::test]
async fn erased_account_is_in_no_table() {
    let [person, other] = [Person::new().await, Person::new().await];
    let user = SignedInUser::sign_in_with_second_factor(&person).await;
    user.add_app().await;
    SignedInUser::sign_in_with_second_factor(&other).await.add_app().await;
    let mut reset = Reset::start(&person.name).await;
    reset.prove(&person, "mail").await;
    outbox::wait_until_idle().await;
    let [before, others] = [traces(&person).await, traces(&other).await];
    for kind in
        ["ACCOUNT#", "NAME#", "REGISTRATION#", "LIMITS#", "RESET#", "SESSION#", "SIGN_IN#", "ACTIVITY#", "20"]
    {
        assert!(before.iter().any(|key| key.starts_with(kind)), "nothing of the kind {kind}");
    }
    let answer = erase(&person.id);
    assert_eq!(answer["wasSynced"], true, "{answer}");
    assert_eq!(traces(&person).await, Vec::<String>::new());
    let left = keys(|_| true).await;
    assert!(!before.iter().any(|key| left.contains(key)), "a hash of a name is left");
    assert_eq!(traces(&other).await, others, "something of somebody else is gone");
    user.get(path::SESSION).await.problem("session-required");
    assert_eq!(erasures().await.last().unwrap()["items"], json!(before.len()));
}

#[tokio::test]
async fn erasure_needs_an_id() {
    let done = command("anna").output().unwrap();
    assert!(!done.status.success());
    assert!(String::from_utf8_lossy(&done.stderr).contains("give the objectGUID"), "{done:?}");
}

fn command(person: &str) -> Command {
    let mut command = Command::new(scripts().join("accounts"));
    command.args(["erase", person, "--data"]).arg(&environment().data);
    command
}

fn erase(person: &str) -> Value {
    let done = command(person).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    serde_json::from_slice(&done.stdout).unwrap()
}

/// Returns the keys of the items in all tables that name a person.
async fn traces(person: &Person) -> Vec<String> {
    let values = [&person.id, &person.mobile, &person.mail, &person.name, &person.display_name];
    keys(|item| {
        let text = json!(item).to_string();
        values.iter().any(|value| text.contains(value.as_str()))
    })
    .await
}

async fn keys(wanted: impl Fn(&Item) -> bool) -> Vec<String> {
    let own = environment();
    let mut found = Vec::new();
    for table in [&own.accounts_table, &own.resets_table, &own.settings_table, &own.audit_table] {
        for item in tables::scan(table).await.iter().filter(|item| wanted(item)) {
            let sort = item.get("sk").map_or("", |key| key["S"].as_str().unwrap());
            found.push(format!("{}{sort}", item["pk"]["S"].as_str().unwrap()));
        }
    }
    found.sort();
    found
}

/// Returns the entries about erasures.
async fn erasures() -> Vec<Value> {
    let entries = tables::scan(&environment().audit_table).await;
    let mut found: Vec<Value> = entries
        .iter()
        .filter(|entry| entry["event"]["S"] == "account_erased")
        .map(|entry| tables::plain(&json!({ "M": entry })))
        .collect();
    found.sort_by_key(|entry| entry["sk"].as_str().unwrap().to_owned());
    found
}
