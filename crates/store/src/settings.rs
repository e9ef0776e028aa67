//! The settings: the policy in force and the directory's domains, read through a short cache.

mod apply;

use std::sync::Arc;

use agent_protocol::sync::Domain;
use aws_sdk_dynamodb::{Client, types::AttributeValue};
use domain::{Policy, name::Domains};
use jiff::{SignedDuration, Timestamp};
use tracing::instrument;

pub use apply::{Administration, PolicyChange};

use crate::{
    StoreError,
    cache::Cached,
    item::Item,
    table::{Table, sorted_key},
};

/// The time for which settings are served from the cache.
const CACHE_TTL: SignedDuration = SignedDuration::from_secs(30);

#[derive(Debug)]
pub struct Settings {
    table: Table,
    policy: Cached<CurrentPolicy>,
    domains: Cached<Arc<Domains>>,
}

/// The policy in force, and its version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CurrentPolicy {
    /// The version, which grows by one with every applied policy; 0 if no policy was applied.
    pub version: u64,
    /// The policy; if none was applied, the default, which lets no user reset.
    pub policy: Arc<Policy>,
}

impl Settings {
    /// Makes the store on this table.
    pub fn new(client: Client, table: String) -> Self {
        let (policy, domains) = (Cached::new(CACHE_TTL), Cached::new(CACHE_TTL));
        Self { table: Table { client, name: table }, policy, domains }
    }

    /// Reads the policy for the first request and so opens its connection. If this fails, that request reports the
    /// error.
    pub async fn warm(&self, now: Timestamp) {
        drop(self.current(now).await);
    }

    /// Returns the policy in force.
    pub async fn policy(&self, now: Timestamp) -> Result<Arc<Policy>, StoreError> {
        Ok(self.current(now).await?.policy)
    }

    /// Returns the policy in force and its version.
    #[instrument(level = "debug", skip_all)]
    pub async fn current(&self, now: Timestamp) -> Result<CurrentPolicy, StoreError> {
        if let Some(current) = self.policy.get(now) {
            return Ok(current);
        }
        let current = load_current(&self.table).await?;
        Ok(self.policy.put(current, now))
    }

    /// Returns the names of the directory's domains.
    #[instrument(level = "debug", skip_all)]
    pub async fn domains(&self, now: Timestamp) -> Result<Arc<Domains>, StoreError> {
        if let Some(domains) = self.domains.get(now) {
            return Ok(domains);
        }
        let item = self.table.load("loading the domains", domains_key()).await?;
        let domains = item.map_or_else(|| Ok(Domains::default()), |item| read_domains(&item))?;
        Ok(self.domains.put(Arc::new(domains), now))
    }

    /// Adds the names of a domain, if one of them is new.
    #[instrument(level = "debug", skip_all)]
    pub async fn note_domain(&self, domain: &Domain, now: Timestamp) -> Result<(), StoreError> {
        let stored_domains = self.domains(now).await?;
        let is_known = stored_domains.netbios.contains(&domain.netbios)
            && domain.suffixes.iter().all(|suffix| stored_domains.suffixes.contains(suffix));
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
        self.domains.clear();
        Ok(())
    }
}

/// Loads the policy in force, past the cache.
async fn load_current(table: &Table) -> Result<CurrentPolicy, StoreError> {
    let item = table.load("loading the policy", sorted_key("POLICY", "CURRENT")).await?;
    let Some(item) = item else { return Ok(CurrentPolicy { version: 0, policy: Arc::default() }) };
    let policy = serde_json::from_str(&item.text("policy")?).map_err(|_| item.damaged("policy"))?;
    Ok(CurrentPolicy { version: item.number("version")?, policy: Arc::new(policy) })
}

fn domains_key() -> crate::item::Attributes {
    sorted_key("DIRECTORY", "DOMAINS")
}

fn read_domains(item: &Item) -> Result<Domains, StoreError> {
    Ok(Domains { netbios: item.set("netbios")?, suffixes: item.set("suffixes")? })
}
