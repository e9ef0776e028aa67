//! The agents: who is enrolled, who is alive, and whose signature a request bears.
//!
//! An agent's item has the public halves of its keys. Every key that was ever enrolled keeps an item of its own, so that
//! none is enrolled twice, under whatever name.

mod enroll;
mod item;
mod revoke;
mod roll;
mod verify;

use std::sync::Arc;

use agent_protocol::{enrollment::PublicKeys, session::Health};
use aws_sdk_dynamodb::{Client, types::AttributeValue};
use jiff::{SignedDuration, Timestamp};
use tracing::instrument;

pub use enroll::{EnrolmentCode, EnrolmentRefusal};
pub use revoke::Revoked;
pub use roll::RollRefusal;
pub use verify::{Reason, Signed, VerifyError, claimed_agent};

use crate::{
    StoreError,
    cache::Cached,
    item::{Item, number, text},
    table::{Table, sorted_key, update_refused},
    together::Place,
};

/// How long an agent counts as alive after it was last seen.
const ALIVE: SignedDuration = SignedDuration::from_secs(90);

/// How long it is believed who is alive. Whose signature counts is read every time.
const PRESENCE: SignedDuration = SignedDuration::from_secs(5);

/// Under which agents are kept.
const AGENTS: &str = "AGENTS";

/// The enrolled agents.
#[derive(Debug, Clone)]
pub struct Agents {
    settings: Table,
    /// Where enrolment codes and the ids of requests are kept, so that each is taken once.
    resets: String,
    presence: Arc<Cached<Arc<[KnownAgent]>>>,
}

/// An agent that was enrolled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownAgent {
    /// Its id.
    pub id: String,
    /// The public halves of its keys.
    pub keys: PublicKeys,
    /// When it was enrolled.
    pub enrolled_at: Timestamp,
    /// When it got its present keys.
    pub keys_at: Timestamp,
    /// When it was revoked, if it was.
    pub revoked_at: Option<Timestamp>,
    /// When it last called; `None` if it never did.
    pub last_seen: Option<Timestamp>,
    /// The version that it last called with.
    pub agent_version: Option<String>,
    /// What it last told of itself.
    pub health: Health,
    /// Grows with every change of its keys.
    version: u64,
}

impl KnownAgent {
    /// Whether it may still be trusted, and called within the last 90 seconds.
    pub fn is_alive(&self, now: Timestamp) -> bool {
        self.revoked_at.is_none() && self.last_seen.is_some_and(|seen| now.duration_since(seen) < ALIVE)
    }

    /// Whether it could write a password now, as far as known.
    pub fn can_write(&self, now: Timestamp) -> bool {
        self.is_alive(now) && self.health.directory_reachable
    }
}

impl Agents {
    /// In these tables.
    pub fn new(client: Client, settings: String, resets: String) -> Self {
        let presence = Arc::new(Cached::new(PRESENCE));
        Self { settings: Table { client, name: settings }, resets, presence }
    }

    /// The agents that are enrolled and not revoked, alive or not, as they were some seconds ago.
    pub async fn present(&self, now: Timestamp) -> Result<Arc<[KnownAgent]>, StoreError> {
        match self.presence.get(now) {
            Some(present) => Ok(present),
            None => Ok(self.presence.keep(self.enrolled().await?.into(), now)),
        }
    }

    /// The agents that are alive.
    pub async fn alive(&self, now: Timestamp) -> Result<Vec<KnownAgent>, StoreError> {
        Ok(self.list().await?.into_iter().filter(|agent| agent.is_alive(now)).collect())
    }

    /// The agents that are enrolled and not revoked, alive or not.
    pub async fn enrolled(&self) -> Result<Vec<KnownAgent>, StoreError> {
        Ok(self.list().await?.into_iter().filter(|agent| agent.revoked_at.is_none()).collect())
    }

    /// Every agent that was ever enrolled, by id.
    #[instrument(level = "debug", skip_all)]
    pub async fn list(&self) -> Result<Vec<KnownAgent>, StoreError> {
        let query = self
            .settings
            .client
            .query()
            .table_name(&self.settings.name)
            .key_condition_expression("pk = :agents")
            .expression_attribute_values(":agents", text(AGENTS))
            .consistent_read(true);
        let found = query.send().await.map_err(StoreError::unavailable("listing the agents"))?;
        let items = found.items.unwrap_or_default();
        items.into_iter().map(|found| item::read(&Item::new(AGENTS, found))).collect()
    }

    /// Notes that an agent called, and how it is. Nothing is noted of one that was revoked meanwhile.
    #[instrument(level = "debug", skip_all)]
    pub async fn seen(
        &self,
        id: &str,
        agent_version: &str,
        health: &Health,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        const NOTING: &str = "noting that an agent is alive";
        let health = serde_json::to_string(health).map_err(StoreError::unavailable(NOTING))?;
        let update = self
            .settings
            .client
            .update_item()
            .table_name(&self.settings.name)
            .set_key(Some(sorted_key(AGENTS, id)))
            .update_expression("SET last_seen = :now, agent_version = :version, health = :health")
            .condition_expression("attribute_exists(pk) AND attribute_not_exists(revoked_at)")
            .expression_attribute_values(":now", AttributeValue::S(now.to_string()))
            .expression_attribute_values(":version", text(agent_version))
            .expression_attribute_values(":health", text(health));
        match update.send().await {
            Ok(_) => Ok(()),
            Err(error) if update_refused(&error) => Ok(()),
            Err(error) => Err(StoreError::unavailable(NOTING)(error)),
        }
    }

    /// One agent.
    #[instrument(level = "debug", skip_all)]
    pub async fn find(&self, id: &str) -> Result<Option<KnownAgent>, StoreError> {
        let found = self.settings.load("loading an agent", sorted_key(AGENTS, id)).await?;
        found.as_ref().map(Self::read).transpose()
    }

    /// Where an agent lies.
    pub(crate) fn place(&self, id: &str) -> Place {
        Place::sorted(&self.settings.name, AGENTS, id)
    }

    /// The agent in its item.
    pub(crate) fn read(item: &Item) -> Result<KnownAgent, StoreError> {
        item::read(item)
    }
}

/// Whether a text can be an agent's id: 1 to 64 lower-case letters, digits and hyphens.
pub fn is_agent_id(id: &str) -> bool {
    (1..=64).contains(&id.len())
        && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// The mark of a key that is or was some agent's.
fn known_key(kind: &str, key: &str) -> crate::item::Attributes {
    let mut mark = sorted_key("AGENT_KEYS", format!("{kind}#{key}"));
    mark.insert("version".to_owned(), number(1));
    mark
}
