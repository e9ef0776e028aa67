//! Saves the accounts of a sync, each with its names, in place of what was stored before.

mod clashes;
mod conversion;
mod ineligible;
mod names;
mod unsynced;

use agent_protocol::sync::{Account as SyncedAccount, Clash, Domain};
use aws_sdk_dynamodb::types::{Delete, TransactWriteItem};
use domain::{AccountId, Event, Policy};
use jiff::Timestamp;
use serde::Serialize;
use tracing::instrument;

use super::{
    Accounts,
    profile::{self, Profile},
};
use crate::{
    StoreError,
    audit::{AuditTable, Record},
    batch_get::{BatchGet, ItemKey},
    item::{moment, number},
    table::{key, put_version, update_lost_race},
};
use crypto::{
    destinations::NONCE_BYTES,
    keys::{DestinationKey, NameKey, keyed_hash},
};
pub use unsynced::FullSync;

/// The number of random bytes that saving one account needs.
pub const NONCES_BYTES: usize = 2 * NONCE_BYTES;

/// The version of what is derived from the data of an account. Another one replaces every account at its next sync.
pub const VERSION: &str = "names 3";

const OPERATION: &str = "taking accounts";

/// The keys that protect names and destinations.
#[derive(Debug, Clone, Copy)]
pub struct Keys<'a> {
    /// The key that hashes names and destinations.
    pub names: &'a NameKey,
    /// The key that encrypts destinations.
    pub destinations: &'a DestinationKey,
}

/// One batch of a sync.
#[derive(Debug, Clone, Copy)]
pub struct Batch<'a> {
    /// The names of the accounts' domain.
    pub domain: &'a Domain,
    /// The policy, which says to which numbers messages may be sent.
    pub policy: &'a Policy,
    /// The keys that protect names and destinations.
    pub keys: Keys<'a>,
    pub audit: &'a AuditTable,
    /// The moment when the batch was received.
    pub at: Timestamp,
}

impl Accounts {
    /// Saves accounts. An unchanged account is only marked as synced. Returns the names that several accounts share.
    /// `nonces` draws the random bytes for encryption.
    #[instrument(level = "debug", skip_all)]
    pub async fn save<E>(
        &self,
        batch: &Batch<'_>,
        synced: &[SyncedAccount],
        mut nonces: impl FnMut() -> Result<[u8; NONCES_BYTES], E>,
    ) -> Result<Result<Vec<Clash>, E>, StoreError> {
        let item_keys: Vec<ItemKey> = synced.iter().map(|synced| self.item_key(&synced.id)).collect();
        let mut found = self.batch_get(&item_keys).await?;
        let mut names = Vec::new();
        for (synced, item_key) in synced.iter().zip(&item_keys) {
            let stored = found.take(item_key).map(|item| profile::read(&item)).transpose()?;
            let profile = match nonces() {
                Ok(nonces) => conversion::profile(batch, synced, stored.as_ref(), nonces)?,
                Err(error) => return Ok(Err(error)),
            };
            names.extend(profile.names.iter().chain(&profile.aliases).cloned());
            match stored {
                Some(stored) if stored.digest == profile.digest => {
                    let key = profile::key(&stored.known_account.account.id);
                    self.mark(key, stored.version, batch.at).await?;
                }
                stored => self.replace(stored.as_ref(), profile, batch).await?,
            }
        }
        self.clashes(names).await.map(Ok)
    }

    /// Deletes accounts with their names.
    #[instrument(level = "debug", skip_all)]
    pub async fn delete(&self, ids: &[String]) -> Result<(), StoreError> {
        let item_keys: Vec<ItemKey> = ids.iter().map(|id| self.item_key(id)).collect();
        let mut found = self.batch_get(&item_keys).await?;
        for item_key in &item_keys {
            if let Some(item) = found.take(item_key) {
                self.delete_profile(&profile::read(&item)?).await?;
            }
        }
        Ok(())
    }

    fn item_key(&self, id: &str) -> ItemKey {
        ItemKey::new(&self.0.name, profile::key(&AccountId(id.to_owned())))
    }

    async fn batch_get(&self, item_keys: &[ItemKey]) -> Result<BatchGet, StoreError> {
        BatchGet::load(&self.0.client, OPERATION, item_keys).await
    }

    /// Replaces an account. Another number or address is an event, and the user gets a notice of it.
    async fn replace(
        &self,
        old: Option<&Profile>,
        new: Profile,
        batch: &Batch<'_>,
    ) -> Result<(), StoreError> {
        let id = new.known_account.account.id.clone();
        let mut items = self.rename(&id, old, Some(&new))?;
        items.push(put_version(&self.0.name, profile::write(&new), old.map(|old| old.version))?);
        for method in conversion::changed_kinds(old, &new, batch.at) {
            let record = Record {
                id: format!("directory#{}#{}#{}", id.0, new.version, method.name()),
                at: batch.at,
                subjects: vec![("account", id.0.clone())],
                event: &Event::DirectoryMethodChanged { method },
            };
            items.push(record.put(batch.audit)?);
        }
        self.0.commit(OPERATION, items).await
    }

    /// Marks an account as synced again. Fails with a conflict if the account was changed meanwhile.
    async fn mark(&self, pk: String, version: u64, at: Timestamp) -> Result<(), StoreError> {
        let update = self
            .0
            .client
            .update_item()
            .table_name(&self.0.name)
            .set_key(Some(key(pk)))
            .update_expression("SET synced_at = :at, version = :next")
            .condition_expression("version = :read")
            .expression_attribute_values(":at", moment(at))
            .expression_attribute_values(":next", number(version + 1))
            .expression_attribute_values(":read", number(version));
        match update.send().await {
            Ok(_) => Ok(()),
            Err(error) if update_lost_race(&error) => Err(StoreError::Conflict),
            Err(error) => Err(StoreError::unavailable(OPERATION)(error)),
        }
    }

    /// Deletes an account and its names, if it is still as it was read.
    async fn delete_profile(&self, profile: &Profile) -> Result<(), StoreError> {
        let id = &profile.known_account.account.id;
        let names = self.rename(id, Some(profile), None)?;
        self.delete_item(profile::key(id), profile.version, names).await
    }

    /// Deletes the item of an account and its names, if it is still as it was read.
    async fn delete_item(
        &self,
        pk: String,
        version: u64,
        mut items: Vec<TransactWriteItem>,
    ) -> Result<(), StoreError> {
        let delete = Delete::builder()
            .table_name(&self.0.name)
            .set_key(Some(key(pk)))
            .condition_expression("version = :read")
            .expression_attribute_values(":read", number(version))
            .build()
            .map_err(StoreError::unavailable("writing a transaction"))?;
        items.push(TransactWriteItem::builder().delete(delete).build());
        self.0.commit("removing an account", items).await
    }
}

/// Returns a keyed hash of everything that an item is derived from: the data that the agent sent, the names of the domain,
/// `more`, and the current keys. Equal digests mean equal items. `kind` tells kinds of item apart.
fn digest(
    kind: &str,
    synced: &impl Serialize,
    more: &[&str],
    batch: &Batch<'_>,
) -> Result<String, StoreError> {
    const WRITING: &str = "digesting an account";
    let synced = serde_json::to_string(synced).map_err(StoreError::unavailable(WRITING))?;
    let domain = serde_json::to_string(batch.domain).map_err(StoreError::unavailable(WRITING))?;
    let key = batch.keys.destinations.keys().current_id();
    let parts = [&[VERSION, synced.as_str(), domain.as_str(), key.as_str()], more].concat();
    let digest = keyed_hash(batch.keys.names.keys().current(), kind, &parts);
    Ok(digest.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}")))
}
