//! The settings: the policy in force and the directory's domains, read through a short cache.

mod apply;

use std::sync::{Arc, Mutex, PoisonError};

use agent_protocol::sync::Domain;
use aws_sdk_dynamodb::{Client, types::AttributeValue};
use jiff::{SignedDuration, Timestamp};
use reset_domain::{Policy, name::Domains};
use tracing::instrument;

pub use apply::{Administration, Applied};

use crate::{
    StoreError,
    item::Item,
    table::{Table, sorted_key},
};

/// How long what was read is believed.
const CACHED: SignedDuration = SignedDuration::from_secs(30);

/// The settings.
#[derive(Debug)]
pub struct Settings {
    table: Table,
    policy: Cache<Current>,
    domains: Cache<Arc<Domains>>,
}

/// The policy in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Current {
    /// Grows by one with every applied policy; 0 while none was.
    pub version: u64,
    /// The policy; the default one, by which nobody may reset, while none was applied.
    pub policy: Arc<Policy>,
}

/// What was read, and until when it is believed.
type Cache<T> = Mutex<Option<(Timestamp, T)>>;

impl Settings {
    /// In this table.
    pub const fn new(client: Client, table: String) -> Self {
        Self { table: Table { client, name: table }, policy: Mutex::new(None), domains: Mutex::new(None) }
    }

    /// Reads what the first request needs, and so opens the connection that it needs. A failure is told by that request.
    pub async fn warm(&self, now: Timestamp) {
        drop(self.current(now).await);
    }

    /// The policy in force.
    pub async fn policy(&self, now: Timestamp) -> Result<Arc<Policy>, StoreError> {
        Ok(self.current(now).await?.policy)
    }

    /// The policy in force and its version.
    #[instrument(level = "debug", skip_all)]
    pub async fn current(&self, now: Timestamp) -> Result<Current, StoreError> {
        if let Some(current) = cached(&self.policy, now) {
            return Ok(current);
        }
        let current = load_current(&self.table).await?;
        Ok(keep(&self.policy, current, now))
    }

    /// The names by which people call the directory's domains.
    #[instrument(level = "debug", skip_all)]
    pub async fn domains(&self, now: Timestamp) -> Result<Arc<Domains>, StoreError> {
        if let Some(domains) = cached(&self.domains, now) {
            return Ok(domains);
        }
        let found = self.table.load("loading the domains", domains_key()).await?;
        let domains = found.map_or_else(|| Ok(Domains::default()), |item| read_domains(&item))?;
        Ok(keep(&self.domains, Arc::new(domains), now))
    }

    /// Adds the names of a domain to those that are known.
    #[instrument(level = "debug", skip_all)]
    pub async fn note_domain(&self, domain: &Domain, now: Timestamp) -> Result<(), StoreError> {
        let known = self.domains(now).await?;
        let is_known = known.netbios.contains(&domain.netbios)
            && domain.suffixes.iter().all(|suffix| known.suffixes.contains(suffix));
        if is_known {
            return Ok(());
        }
        let mut update = self
            .table
            .client
            .update_item()
            .table_name(&self.table.name)
            .set_key(Some(domains_key()))
            .expression_attribute_values(":netbios", AttributeValue::Ss(vec![domain.netbios.clone()]));
        update = if domain.suffixes.is_empty() {
            update.update_expression("ADD netbios :netbios")
        } else {
            update
                .update_expression("ADD netbios :netbios, suffixes :suffixes")
                .expression_attribute_values(":suffixes", AttributeValue::Ss(domain.suffixes.clone()))
        };
        update.send().await.map_err(StoreError::unavailable("noting a domain"))?;
        *self.domains.lock().unwrap_or_else(PoisonError::into_inner) = None;
        Ok(())
    }
}

/// The policy in force as it is stored at this moment.
async fn load_current(table: &Table) -> Result<Current, StoreError> {
    let found = table.load("loading the policy", sorted_key("POLICY", "CURRENT")).await?;
    let Some(item) = found else { return Ok(Current { version: 0, policy: Arc::default() }) };
    let policy = serde_json::from_str(&item.text("policy")?).map_err(|_| item.damaged("policy"))?;
    Ok(Current { version: item.number("version")?, policy: Arc::new(policy) })
}

fn domains_key() -> crate::item::Attributes {
    sorted_key("DIRECTORY", "DOMAINS")
}

fn read_domains(item: &Item) -> Result<Domains, StoreError> {
    Ok(Domains { netbios: item.set("netbios")?, suffixes: item.set("suffixes")? })
}

fn cached<T: Clone>(cache: &Cache<T>, now: Timestamp) -> Option<T> {
    let cache = cache.lock().unwrap_or_else(PoisonError::into_inner);
    cache.as_ref().filter(|(until, _)| now < *until).map(|(_, value)| value.clone())
}

fn keep<T: Clone>(cache: &Cache<T>, value: T, now: Timestamp) -> T {
    *cache.lock().unwrap_or_else(PoisonError::into_inner) = Some((now + CACHED, value.clone()));
    value
}
