//! Everything that was written down: items of all tables, the audit trail, logs of functions, edge and agent, files of the
//! agent.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::{Value, json};

use crate::{
    logs,
    marks::{self, Mark},
    surroundings::surroundings,
    tables,
};

/// Where any of these occur, as `name in place`.
pub async fn search(sought: &[Mark]) -> Vec<String> {
    let mut hits = Vec::new();
    for (place, bytes) in all().await {
        hits.extend(marks::found(sought, [(place, bytes.as_slice())]));
    }
    hits
}

/// Everything that was written down, by place.
pub async fn all() -> Vec<(String, Vec<u8>)> {
    let around = surroundings();
    let mut places = Vec::new();
    for table in [&around.accounts_table, &around.resets_table, &around.settings_table, &around.audit_table] {
        for item in tables::scan(table).await {
            let key = item["pk"]["S"].as_str().unwrap_or_default().to_owned();
            places.push((format!("{table} {key}"), serde_json::to_vec(&item).unwrap()));
            // What is stored as bytes is shown in base64, inside which nothing would be found.
            places.extend(
                bytes_of(&json!(item)).into_iter().map(|bytes| (format!("{table} {key} (bytes)"), bytes)),
            );
        }
    }
    places.push(("the functions' log".to_owned(), logs::all().await.into_bytes()));
    // The emulator's own files are the world outside: SES and SNS, where the messages are, and the tables once more. The
    // demonstration directory is the directory: it knows people's addresses.
    let outside = ["emulator/", "directory.json", "directory.tests"];
    let files = marks::files(&around.data);
    places.extend(files.into_iter().filter(|(path, _)| !outside.iter().any(|part| path.contains(part))));
    places
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
