//! The items of an agent in the settings: its enrollment, and the leader's lease.

use serde_json::json;

use super::Agent;
use crate::{
    environment::{environment, moment, now},
    fixtures, tables,
};

impl Agent {
    /// Enrolls the agent, unless it is enrolled. Nobody has the private half of its sealing key.
    pub async fn enroll(&self) {
        let table = &environment().settings_table;
        let key = json!({ "pk": { "S": "AGENTS" }, "sk": { "S": self.id } });
        if tables::get(table, &key).await.is_some() {
            return;
        }
        let sealing = fixtures::sealing_key();
        let item = json!({
            "pk": { "S": "AGENTS" }, "sk": { "S": self.id }, "version": { "N": "1" },
            "signing_key": { "S": self.public_key() }, "sealing_key": { "S": sealing },
            "enrolled_at": { "S": moment().to_string() }, "keys_at": { "S": moment().to_string() },
        });
        tables::put(table, item.as_object().unwrap()).await;
        fixtures::wait_for_presence_cache().await;
    }

    /// Revokes the agent, as an administrator would.
    pub async fn revoke(&self) {
        let table = &environment().settings_table;
        let key = json!({ "pk": { "S": "AGENTS" }, "sk": { "S": self.id } });
        let mut item = tables::get(table, &key).await.expect("the agent");
        item.insert("revoked_at".to_owned(), json!({ "S": moment().to_string() }));
        tables::put(table, &item).await;
        fixtures::wait_for_presence_cache().await;
    }

    /// Gives the agent the leader's lease of the sync for a day, so that tests sync their own accounts; the
    /// instance's own agent stands by.
    pub(super) async fn take_leader_lease(&self) {
        let item = json!({
            "pk": { "S": "DIRECTORY" }, "sk": { "S": "LEAD" }, "leader": { "S": self.id },
            "fence": { "N": fixtures::FENCE.to_string() }, "lead_until": { "N": (now() + 86_400).to_string() },
        });
        let table = &environment().settings_table;
        let key = json!({ "pk": item["pk"], "sk": item["sk"] });
        if tables::get(table, &key).await.is_none_or(|known| known["leader"]["S"] != *self.id) {
            tables::put(table, item.as_object().unwrap()).await;
        }
    }
}
