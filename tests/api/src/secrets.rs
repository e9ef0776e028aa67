//! The stack's secrets, as an administrator replaces them.

use serde_json::json;

use crate::{
    aws,
    environment::{environment, hex},
    json::{list, text},
    tables,
};

/// A secret, with its old and its new value.
struct Secret {
    id: String,
    old: String,
    new: String,
}

/// All secrets of the stack.
pub struct Secrets(Vec<Secret>);

impl Secrets {
    /// Reads their values, and draws new ones.
    pub async fn read() -> Self {
        let listed = aws::call("secretsmanager", "secretsmanager.ListSecrets", &json!({})).await;
        let mut secrets = Vec::new();
        for secret in list(&listed, "/SecretList") {
            let id = text(&secret, "/ARN");
            let value =
                aws::call("secretsmanager", "secretsmanager.GetSecretValue", &json!({ "SecretId": id }))
                    .await;
            let old = text(&value, "/SecretString");
            let new = hex(&aws::keyed_hash(b"another secret", old.as_bytes()));
            secrets.push(Secret { id, old, new });
        }
        assert_eq!(secrets.len(), 6, "{listed}");
        Self(secrets)
    }

    /// Gives each a value made of the old one and the new one.
    pub async fn put(&self, value: impl Fn(&str, &str) -> String) {
        for Secret { id, old, new } in &self.0 {
            let request = json!({ "SecretId": id, "SecretString": value(old, new) });
            aws::call("secretsmanager", "secretsmanager.PutSecretValue", &request).await;
        }
    }
}

/// Returns the id of the keys with which the last sync hashed and encrypted accounts; empty before the first one.
pub async fn keys_of_last_sync() -> String {
    let key = json!({ "pk": { "S": "DIRECTORY" }, "sk": { "S": "LEAD" } });
    let lease = tables::get(&environment().settings_table, &key).await;
    lease.and_then(|lease| Some(lease.get("keys")?["S"].as_str()?.to_owned())).unwrap_or_default()
}
