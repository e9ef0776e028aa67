//! The agents: which are enrolled, which are alive, and which one signed a request.
//!
//! An agent's item has the public halves of its keys. Every key that was ever enrolled keeps its own item, so that no
//! key is enrolled twice, not even under another name.

mod enroll;
pub(crate) mod item;
mod revoke;
mod roll;
mod verify;

use std::sync::Arc;

use agent_protocol::{enrollment::PublicKeys, session::Health};
use aws_sdk_dynamodb::{Client, types::AttributeValue};
use jiff::{SignedDuration, Timestamp};
use tracing::instrument;

pub use enroll::{EnrollmentCode, EnrollmentRefusal};
pub use revoke::RevokeOutcome;
pub use roll::RollRefusal;
pub use verify::{RequestRefusal, SignedRequest, VerifyError, claimed_agent};

use crate::{
    StoreError,
    batch_get::ItemKey,
    cache::Cached,
    item::{Item, number, text},
    table::{Table, sorted_key, update_condition_failed},
};

/// The time for which an agent counts as alive after it was last seen.
const ALIVE_TIMEOUT: SignedDuration = SignedDuration::from_secs(90);

/// The time for which a list of agents is served from the cache. Keys for signatures are read every time.
const PRESENCE_TTL: SignedDuration = SignedDuration::from_secs(5);

/// The partition key of all agents in the table of settings.
const AGENTS: &str = "AGENTS";

/// The store of enrolled agents.
#[derive(Debug, Clone)]
pub struct Agents {
    settings: Table,
    /// The table of enrollment codes and of the ids of requests, each of which is good once.
    resets: String,
    presence: Arc<Cached<Arc<[KnownAgent]>>>,
}

/// An agent that was enrolled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownAgent {
    pub id: String,
    /// The public halves of its keys.
    pub keys: PublicKeys,
    /// The moment of its enrollment.
    pub enrolled_at: Timestamp,
    /// The moment when it got its present keys.
    pub keys_at: Timestamp,
    /// The moment when it was revoked; `None` for an agent that is trusted.
    pub revoked_at: Option<Timestamp>,
    /// The moment when it last called; `None` if it never did.
    pub last_seen: Option<Timestamp>,
    /// The version of its program at its last call; `None` before the first.
    pub agent_version: Option<String>,
    /// Its health as it last reported it.
    pub health: Health,
    /// The item's version, which grows with every change of the keys.
    version: u64,
}

impl KnownAgent {
    /// Returns whether the agent is trusted and called within the last 90 seconds.
    pub fn is_alive(&self, now: Timestamp) -> bool {
        self.revoked_at.is_none()
            && self.last_seen.is_some_and(|seen| now.duration_since(seen) < ALIVE_TIMEOUT)
    }

    /// Returns whether the agent could write a password now, as far as the cloud knows.
    pub fn can_write(&self, now: Timestamp) -> bool {
        self.is_alive(now) && self.health.directory_reachable
    }
}

impl Agents {
    /// Makes the store on these tables.
    pub fn new(client: Client, settings: String, resets: String) -> Self {
        let presence = Arc::new(Cached::new(PRESENCE_TTL));
        Self { settings: Table { client, name: settings }, resets, presence }
    }

    /// Returns the agents that are enrolled and not revoked, alive or not, as they were at most 5 seconds ago.
    pub async fn enrolled_cached(&self, now: Timestamp) -> Result<Arc<[KnownAgent]>, StoreError> {
        match self.presence.get(now) {
            Some(agents) => Ok(agents),
            None => Ok(self.presence.put(self.enrolled().await?.into(), now)),
        }
    }

    /// Returns the agents that are alive.
    pub async fn alive(&self, now: Timestamp) -> Result<Vec<KnownAgent>, StoreError> {
        Ok(self.list().await?.into_iter().filter(|agent| agent.is_alive(now)).collect())
    }

    /// Returns the agents that are enrolled and not revoked, alive or not.
    pub async fn enrolled(&self) -> Result<Vec<KnownAgent>, StoreError> {
        Ok(self.list().await?.into_iter().filter(|agent| agent.revoked_at.is_none()).collect())
    }

    /// Returns every agent that was ever enrolled, sorted by id.
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
        let output = query.send().await.map_err(StoreError::unavailable("listing the agents"))?;
        let items = output.items.unwrap_or_default();
        items.into_iter().map(|attributes| item::read(&Item::new(AGENTS, attributes))).collect()
    }

    /// Records that an agent called, and its health. Records nothing if the agent was revoked meanwhile.
    #[instrument(level = "debug", skip_all)]
    pub async fn record_heartbeat(
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
            Err(error) if update_condition_failed(&error) => Ok(()),
            Err(error) => Err(StoreError::unavailable(NOTING)(error)),
        }
    }

    /// Returns an agent; `None` if no agent of this id was ever enrolled.
    #[instrument(level = "debug", skip_all)]
    pub async fn find(&self, id: &str) -> Result<Option<KnownAgent>, StoreError> {
        let item = self.settings.load("loading an agent", sorted_key(AGENTS, id)).await?;
        item.as_ref().map(Self::read).transpose()
    }

    pub(crate) fn item_key(&self, id: &str) -> ItemKey {
        ItemKey::sorted(&self.settings.name, AGENTS, id)
    }

    pub(crate) fn read(item: &Item) -> Result<KnownAgent, StoreError> {
        item::read(item)
    }
}

/// Returns whether a text can be an agent's id: 1 to 64 lower-case letters, digits and hyphens.
pub fn is_agent_id(id: &str) -> bool {
    (1..=64).contains(&id.len())
        && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// Returns the item that marks a key as one that an agent has or had.
fn key_mark(kind: &str, key: &str) -> crate::item::Attributes {
    let mut mark = sorted_key("AGENT_KEYS", format!("{kind}#{key}"));
    mark.insert("version".to_owned(), number(1));
    mark
}
