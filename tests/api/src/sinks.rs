//! The sinks in which something secret could end up: items of all tables, the audit trail, logs of functions, edge and
//! agent, files of the agent.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::{Value, json};

use crate::{
    canary_search::{self, Canary},
    environment::environment,
    logs, tables,
};

/// Returns every occurrence of a canary, as `name in sink`.
pub async fn search(canaries: &[Canary]) -> Vec<String> {
    let mut hits = Vec::new();
    for (sink, bytes) in all().await {
        hits.extend(canary_search::find(canaries, [(sink, bytes.as_slice())]));
    }
    hits
}

/// Returns the content of every sink, with the name of the sink.
pub async fn all() -> Vec<(String, Vec<u8>)> {
    let environment = environment();
    let mut sinks = Vec::new();
    for table in [
        &environment.accounts_table,
        &environment.resets_table,
        &environment.settings_table,
        &environment.audit_table,
    ] {
        for item in tables::scan(table).await {
            let key = item["pk"]["S"].as_str().unwrap_or_default().to_owned();
            sinks.push((format!("{table} {key}"), serde_json::to_vec(&item).unwrap()));
            // The table shows bytes in base64, in which no canary would be found.
            sinks.extend(
                bytes_of(&json!(item)).into_iter().map(|bytes| (format!("{table} {key} (bytes)"), bytes)),
            );
        }
    }
    sinks.push(("the functions' log".to_owned(), logs::all().await.into_bytes()));
    // The emulator's own files stand for the outside: the messages of SES and SNS, and the tables once more. The
    // demonstration directory stands for the directory, which has everybody's addresses.
    let outside = ["emulator/", "directory.json", "directory.tests"];
    let files = canary_search::files(&environment.data);
    sinks.extend(files.into_iter().filter(|(path, _)| !outside.iter().any(|part| path.contains(part))));
    sinks
}

fn bytes_of(value: &Value) -> Vec<Vec<u8>> {
    match value {
        Value::Object(members) => members
            .iter()
            .flat_map(|(kind, value)| match value.as_str() {
                Some(text) if kind == "B" => STANDARD.decode(text).into_iter().collect(),
                _ => bytes_of(value),
            })
            .collect(),
        Value::Array(members) => members.iter().flat_map(bytes_of).collect(),
        _ => Vec::new(),
    }
}
