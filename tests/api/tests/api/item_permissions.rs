//! A function can write only items of its kinds: each role is tried with items of every kind.

use api_tests::{
    aws::{self, Credentials},
    environment::environment,
    iam,
};
use serde_json::{Value, json};

/// A condition that holds for no item. It names no attribute but the key, so that each update is allowed to name it.
const NEVER: &str = "attribute_exists(pk) AND attribute_not_exists(pk)";

/// The actions that write one item.
const ACTIONS: [&str; 3] = ["PutItem", "UpdateItem", "DeleteItem"];

/// The kinds of item, by the first words of their partition keys, in the tables of accounts, resets and settings.
const KINDS: [&[&str]; 3] = [
    &["ACCOUNT#", "INELIGIBLE#", "NAME#", "LIMITS#", "REGISTRATION#"],
    &["RESET#", "COUNT#", "WORK#", "REQUEST#", "ENROLMENT#", "SESSION#", "SIGN_IN#", "NOTICES#", "ACTIVITY#"],
    &["POLICY", "DIRECTORY", "AGENTS", "AGENT_KEYS"],
];

/// The writes of each function. The others write nothing.
const WRITES: &[(&str, &[&str])] = &[
    ("start-reset", &["PutItem RESET#", "UpdateItem COUNT#"]),
    ("send-code", &["PutItem LIMITS#", "PutItem RESET#", "UpdateItem COUNT#"]),
    ("deliver-code", &["UpdateItem COUNT#"]),
    ("verify-code", &["PutItem LIMITS#", "PutItem REGISTRATION#", "PutItem RESET#", "UpdateItem COUNT#"]),
    ("set-password", &["PutItem RESET#"]),
    ("unlock-account", &["PutItem RESET#"]),
    ("cancel-order", &["PutItem RESET#"]),
    ("expire-order", &["PutItem RESET#"]),
    ("create-enrollment", &["PutItem ENROLMENT#"]),
    ("revoke-agent", &["PutItem AGENTS"]),
    (
        "enroll-agent",
        &[
            "UpdateItem COUNT#",
            "PutItem REQUEST#",
            "UpdateItem ENROLMENT#",
            "PutItem AGENTS",
            "PutItem AGENT_KEYS",
        ],
    ),
    ("agent-session", &["PutItem REQUEST#", "UpdateItem AGENTS"]),
    ("roll-keys", &["PutItem REQUEST#", "PutItem AGENTS", "PutItem AGENT_KEYS"]),
    ("sign-in", &["PutItem LIMITS#", "UpdateItem COUNT#", "PutItem WORK#", "PutItem SIGN_IN#"]),
    ("finish-sign-in", &["PutItem SESSION#", "PutItem SIGN_IN#"]),
    ("sign-out", &["PutItem LIMITS#", "PutItem SESSION#", "DeleteItem SESSION#"]),
    ("start-change", &["PutItem RESET#", "PutItem SESSION#"]),
    ("change-password", &["PutItem LIMITS#", "PutItem RESET#"]),
    ("report-sign-in", &["PutItem LIMITS#", "UpdateItem COUNT#", "PutItem REQUEST#", "PutItem SIGN_IN#"]),
    ("show-session", &["PutItem SESSION#"]),
    (
        "add-method",
        &[
            "PutItem LIMITS#",
            "PutItem REGISTRATION#",
            "UpdateItem COUNT#",
            "PutItem SESSION#",
            "DeleteItem SESSION#",
        ],
    ),
    (
        "prove-method",
        &["PutItem LIMITS#", "PutItem REGISTRATION#", "PutItem SESSION#", "DeleteItem SESSION#"],
    ),
    ("change-method", &["PutItem REGISTRATION#", "PutItem SESSION#"]),
    ("remove-device", &["PutItem LIMITS#", "PutItem SESSION#"]),
    ("remove-method", &["PutItem REGISTRATION#", "PutItem SESSION#"]),
    ("skip-registration", &["PutItem REGISTRATION#", "PutItem SESSION#"]),
    ("send-factor", &["PutItem LIMITS#", "UpdateItem COUNT#", "PutItem SESSION#"]),
    (
        "prove-factor",
        &["PutItem LIMITS#", "PutItem REGISTRATION#", "PutItem SESSION#", "DeleteItem SESSION#"],
    ),
    ("verify-passkey", &["PutItem LIMITS#", "PutItem REGISTRATION#", "PutItem RESET#", "UpdateItem COUNT#"]),
    ("freeze-account", &["PutItem LIMITS#"]),
    ("unfreeze-account", &["PutItem LIMITS#"]),
    ("report-writeback", &["PutItem LIMITS#", "PutItem RESET#", "PutItem REQUEST#"]),
    ("take-job", &["PutItem RESET#", "PutItem REQUEST#"]),
    (
        "sync-directory",
        &[
            "PutItem ACCOUNT#",
            "UpdateItem ACCOUNT#",
            "DeleteItem ACCOUNT#",
            "PutItem INELIGIBLE#",
            "UpdateItem INELIGIBLE#",
            "DeleteItem INELIGIBLE#",
            "UpdateItem NAME#",
            "PutItem REQUEST#",
            "UpdateItem DIRECTORY",
        ],
    ),
    ("notify", &["UpdateItem NOTICES#", "PutItem ACTIVITY#", "UpdateItem ACTIVITY#"]),
    ("deliver-notice", &["UpdateItem COUNT#", "UpdateItem NOTICES#"]),
];

#[tokio::test]
async fn functions_write_only_their_kinds_of_item() {
    let environment = environment();
    let tables = [&environment.accounts_table, &environment.resets_table, &environment.settings_table];
    for function in iam::functions() {
        let credentials = iam::assume(&function).await;
        let mut allowed = Vec::new();
        for (table, kinds) in tables.iter().zip(KINDS) {
            for (kind, action) in kinds.iter().flat_map(|kind| ACTIONS.map(|action| (kind, action))) {
                if may_write(&credentials, table, kind, action).await {
                    allowed.push(format!("{action} {kind}"));
                }
            }
        }
        let expected =
            WRITES.iter().find(|(name, _)| *name == function).map_or(&[][..], |(_, writes)| *writes);
        assert_eq!(allowed, expected, "{function}");
    }
}

#[tokio::test]
async fn heartbeats_change_no_key_of_an_agent() {
    let credentials = iam::assume("agent-session").await;
    let mut request = json!({
        "TableName": environment().settings_table,
        "Key": { "pk": { "S": "AGENTS" }, "sk": { "S": "0" } },
        "ConditionExpression": NEVER,
        "ExpressionAttributeValues": { ":value": { "S": "0" } },
        "ExpressionAttributeNames": { "#name": "health" },
    });
    for (update, refusal) in [
        ("SET last_seen = :value, #name = :value", "ConditionalCheckFailedException"),
        ("SET last_seen = :value, #name = :value, sealing_key = :value", "AccessDeniedException"),
        ("SET #name = :value REMOVE revoked_at, signing_key", "AccessDeniedException"),
    ] {
        request["UpdateExpression"] = update.into();
        let kind = error_of(&credentials, "UpdateItem", &request).await;
        assert!(kind.ends_with(refusal), "{update}: {kind}");
        let refusal = if refusal.starts_with('C') { "TransactionCanceledException" } else { refusal };
        let transaction = json!({ "TransactItems": [{ "Update": request }] });
        let kind = error_of(&credentials, "TransactWriteItems", &transaction).await;
        assert!(kind.ends_with(refusal), "{update} in a transaction: {kind}");
    }
}

/// Tries to write an item on a condition that never holds.
async fn may_write(credentials: &Credentials, table: &str, kind: &str, action: &str) -> bool {
    let mut request = json!({ "TableName": table, "ConditionExpression": NEVER });
    let pk = if kind.ends_with('#') { format!("{kind}0") } else { kind.to_owned() };
    let key = json!({ "pk": { "S": pk }, "sk": { "S": "0" } });
    request[if action == "PutItem" { "Item" } else { "Key" }] = key;
    let kind = error_of(credentials, action, &request).await;
    assert!(
        kind.ends_with("AccessDeniedException")
            || kind.ends_with("ConditionalCheckFailedException")
            || kind.ends_with("ValidationException"),
        "{kind}"
    );
    !kind.ends_with("AccessDeniedException")
}

/// Makes a call of the tables, and returns the type of its error.
async fn error_of(credentials: &Credentials, action: &str, request: &Value) -> String {
    let target = format!("DynamoDB_20120810.{action}");
    let (_, answer) = aws::attempt_as(credentials, "dynamodb", &target, request).await;
    answer["__type"].as_str().unwrap_or_default().to_owned()
}
