//! The agents: who is registered, who is alive, and whose signature a request bears.

mod verify;

use agent_protocol::request::Registration;
use aws_sdk_dynamodb::{Client, types::AttributeValue};
use jiff::{SignedDuration, Timestamp};
use tracing::instrument;

pub use verify::VerifyError;

use crate::{
    StoreError,
    audit::{Fact, Record},
    item::{Item, attributes, moment, number, text},
    table::{Table, put_version, sorted_key},
};

/// How long an agent counts as alive after it was last seen.
const ALIVE: SignedDuration = SignedDuration::from_secs(90);

/// The registered agents.
#[derive(Debug, Clone)]
pub struct Agents {
    settings: Table,
    /// Where the ids of requests are kept, so that each is taken once.
    resets: String,
}

/// A registered agent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownAgent {
    /// The public halves of its keys.
    pub registration: Registration,
    /// When it was registered.
    pub registered_at: Timestamp,
    /// When it last called; `None` if it never did.
    pub last_seen: Option<Timestamp>,
}

impl KnownAgent {
    /// Whether it called within the last 90 seconds.
    pub fn is_alive(&self, now: Timestamp) -> bool {
        self.last_seen.is_some_and(|seen| now.duration_since(seen) < ALIVE)
    }
}

impl Agents {
    /// In these tables.
    pub const fn new(client: Client, settings: String, resets: String) -> Self {
        Self { settings: Table { client, name: settings }, resets }
    }

    /// The agents that are alive.
    pub async fn alive(&self, now: Timestamp) -> Result<Vec<Registration>, StoreError> {
        let known = self.list().await?;
        Ok(known.into_iter().filter(|agent| agent.is_alive(now)).map(|agent| agent.registration).collect())
    }

    /// Every registered agent, by id.
    #[instrument(level = "debug", skip_all)]
    pub async fn list(&self) -> Result<Vec<KnownAgent>, StoreError> {
        let query = self
            .settings
            .client
            .query()
            .table_name(&self.settings.name)
            .key_condition_expression("pk = :agents")
            .expression_attribute_values(":agents", text("AGENTS"))
            .consistent_read(true);
        let found = query.send().await.map_err(StoreError::unavailable("listing the agents"))?;
        found.items.unwrap_or_default().into_iter().map(|item| read(&Item::new("AGENTS", item))).collect()
    }

    /// Notes that an agent called.
    #[instrument(level = "debug", skip_all)]
    pub async fn seen(&self, id: &str, now: Timestamp) -> Result<(), StoreError> {
        let update = self
            .settings
            .client
            .update_item()
            .table_name(&self.settings.name)
            .set_key(Some(sorted_key("AGENTS", id)))
            .update_expression("SET last_seen = :now")
            .condition_expression("attribute_exists(pk)")
            .expression_attribute_values(":now", AttributeValue::S(now.to_string()));
        update.send().await.map_err(StoreError::unavailable("noting that an agent is alive"))?;
        Ok(())
    }

    /// Registers an agent, or its new keys, and writes it into the audit trail.
    #[instrument(level = "debug", skip_all)]
    pub async fn register(
        &self,
        audit: &str,
        registration: &Registration,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let id = &registration.id;
        let known = self.settings.load("loading an agent", sorted_key("AGENTS", id)).await?;
        let read = known.map(|item| item.number::<u64>("version")).transpose()?;
        let version = read.map_or(1, |version| version + 1);
        let item = attributes([
            ("pk", text("AGENTS")),
            ("sk", text(id)),
            ("version", number(version)),
            ("signing_key", text(&registration.signing_key)),
            ("sealing_key", text(&registration.sealing_key)),
            ("registered_at", moment(now)),
        ]);
        let (once, about) = (format!("agent#{id}#{version}"), vec![("agent", id.clone())]);
        let items = vec![
            put_version(&self.settings.name, item, read)?,
            Record { id: once, at: now, about, fact: Fact::Other("agent_registered") }.put(audit)?,
        ];
        self.settings.commit("registering an agent", items).await
    }

    async fn find(&self, id: &str) -> Result<Option<KnownAgent>, StoreError> {
        let found = self.settings.load("loading an agent", sorted_key("AGENTS", id)).await?;
        found.map(|item| read(&item)).transpose()
    }
}

fn read(item: &Item) -> Result<KnownAgent, StoreError> {
    let registration = Registration {
        id: item.text("sk")?,
        signing_key: item.text("signing_key")?,
        sealing_key: item.text("sealing_key")?,
    };
    let last_seen = item.optional("last_seen", Item::moment)?;
    Ok(KnownAgent { registration, registered_at: item.moment("registered_at")?, last_seen })
}
