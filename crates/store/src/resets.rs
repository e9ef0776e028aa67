//! The store of resets. A step saves the reset, the account's limits and the audit event in one transaction, on the
//! condition that what was read is still stored.

mod delivery;
mod guess;
pub(crate) mod item;
mod report;
mod state;

use aws_sdk_dynamodb::Client;
use domain::{AccountId, AccountLimits, Event, Reset, ResetId, stored::StoredReset};
use jiff::Timestamp;
use tracing::instrument;

pub use delivery::DeliveryContext;
pub use guess::{GuessContext, VersionedRegistration};
pub use report::VersionedReset;

/// Returns the item of a reset at a version.
pub(crate) fn write_reset(reset: &Reset, version: u64) -> Result<crate::item::Attributes, StoreError> {
    item::write(&StoredReset::from(reset.clone()), version)
}

use crate::{
    StoreError,
    audit::Record,
    batch_get::{BatchGet, ItemKey},
    item::{Item, number},
    limits::{self, limits_key},
    registrations,
    table::{key, put_version},
    tables::{TableNames, Tables},
};

/// The store of resets.
#[derive(Debug, Clone)]
pub struct Resets {
    tables: Tables,
}

/// A reset as it was read, with the limits of its account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoadedReset {
    pub reset: Reset,
    pub limits: AccountLimits,
    /// The versions of what was read, for saving what was computed from it.
    pub versions: ResetVersions,
}

/// The versions of a reset and of its account's limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ResetVersions {
    reset: u64,
    limits: Option<u64>,
}

impl Resets {
    /// Makes the store on these tables.
    pub fn new(client: Client, names: TableNames) -> Self {
        Self { tables: Tables::new(client, names) }
    }

    /// Opens the connection for the first request by reading an item that does not exist.
    pub async fn warm(&self) {
        self.tables.warm().await;
    }

    /// Loads a reset of this account with the limits of the account.
    #[instrument(level = "debug", skip_all)]
    pub async fn load(&self, id: &ResetId, account: &AccountId) -> Result<Option<LoadedReset>, StoreError> {
        let limits_item = ItemKey::new(&self.tables.accounts.name, limits_key(account));
        let item_keys = [self.item_key(id), limits_item.clone()];
        let mut batch = BatchGet::load(&self.tables.resets.client, "loading a reset", &item_keys).await?;
        let Some(versioned) = self.take_reset(&mut batch, id, account)? else { return Ok(None) };
        loaded(versioned, batch.take(&limits_item).as_ref()).map(Some)
    }

    /// Loads a reset whose account the caller does not know, with the limits of the account.
    #[instrument(level = "debug", skip_all)]
    pub async fn load_by_id(&self, id: &ResetId) -> Result<Option<LoadedReset>, StoreError> {
        match self.load_reset(id).await? {
            Some(versioned) => self.with_limits(versioned).await.map(Some),
            None => Ok(None),
        }
    }

    /// Loads a reset without limits.
    #[instrument(level = "debug", skip_all)]
    pub async fn find(&self, id: &ResetId) -> Result<Option<Reset>, StoreError> {
        Ok(self.load_reset(id).await?.map(|versioned| versioned.reset))
    }

    async fn load_reset(&self, id: &ResetId) -> Result<Option<VersionedReset>, StoreError> {
        let item = self.tables.resets.load("loading a reset", key(item::key(id))).await?;
        read(id, item.as_ref())
    }

    fn item_key(&self, id: &ResetId) -> ItemKey {
        ItemKey::new(&self.tables.resets.name, item::key(id))
    }

    /// Takes a reset out of a batch. Returns `None` if the reset is another account's.
    fn take_reset(
        &self,
        batch: &mut BatchGet,
        id: &ResetId,
        account: &AccountId,
    ) -> Result<Option<VersionedReset>, StoreError> {
        let versioned = read(id, batch.take(&self.item_key(id)).as_ref())?;
        Ok(versioned.filter(|versioned| versioned.reset.subject().account == *account))
    }

    /// Stores a new reset. Its id is that of the challenge that was solved for it: [`StoreError::Conflict`] if a reset
    /// of this id was stored before.
    #[instrument(level = "debug", skip_all)]
    pub async fn open(&self, reset: &Reset, event: &Event, now: Timestamp) -> Result<(), StoreError> {
        let items = vec![
            put_version(&self.tables.resets.name, write_reset(reset, 1)?, None)?,
            Record::for_reset(reset, "1", event, now).put(&self.tables.audit)?,
        ];
        self.tables.resets.commit("opening a reset", items).await
    }

    /// Uses up the id of a challenge for which no reset is opened: [`StoreError::Conflict`] if it was used before.
    #[instrument(level = "debug", skip_all)]
    pub async fn use_up(&self, id: &ResetId, expires_at: Timestamp) -> Result<(), StoreError> {
        let mut item = key(item::key(id));
        item.insert("expires".to_owned(), number(expires_at.as_second()));
        let put = put_version(&self.tables.resets.name, item, None)?;
        self.tables.resets.commit("using a challenge up", vec![put]).await
    }

    /// Saves a step, with the limits if the step changed them. Limits that the step only read are not checked again: a
    /// change since then is treated as if it had come a moment later. An order that was placed just before its
    /// account is frozen is not withdrawn either. Returns the versions for a next step.
    #[instrument(level = "debug", skip_all)]
    pub async fn save(
        &self,
        read: &ResetVersions,
        reset: &Reset,
        limits: Option<&AccountLimits>,
        event: &Event,
        now: Timestamp,
    ) -> Result<ResetVersions, StoreError> {
        self.save_registered(read, reset, limits, None, event, now).await
    }

    /// Like [`Resets::save`], with the registration if the step changed it: a code that is good once is used up
    /// together with the gate that it proves, or not at all.
    #[instrument(level = "debug", skip_all)]
    pub async fn save_registered(
        &self,
        read: &ResetVersions,
        reset: &Reset,
        limits: Option<&AccountLimits>,
        registration: Option<&VersionedRegistration>,
        event: &Event,
        now: Timestamp,
    ) -> Result<ResetVersions, StoreError> {
        let mut versions = ResetVersions { reset: read.reset + 1, limits: read.limits };
        let saved = write_reset(reset, versions.reset)?;
        let occurrence = versions.reset.to_string();
        let mut items = vec![
            put_version(&self.tables.resets.name, saved, Some(read.reset))?,
            Record::for_reset(reset, &occurrence, event, now).put(&self.tables.audit)?,
        ];
        let (accounts, account) = (&self.tables.accounts.name, &reset.subject().account);
        if let Some(limits) = limits {
            versions.limits = Some(limits::next(read.limits));
            items.push(limits::put(accounts, account, limits, read.limits, now)?);
        }
        let put = |registration: &VersionedRegistration| {
            registrations::put(accounts, account, &registration.registration, registration.version)
        };
        items.extend(registration.map(put).transpose()?);
        self.tables.resets.commit("saving a reset", items).await?;
        Ok(versions)
    }

    /// Writes an audit entry of an event that does not change the reset.
    async fn note(&self, record: Record<'_>) -> Result<(), StoreError> {
        let (audit, client) = (&self.tables.audit, &self.tables.resets.client);
        let put = client.put_item().table_name(&audit.name).set_item(Some(record.item(audit)?));
        put.send().await.map_err(StoreError::unavailable("writing the audit trail"))?;
        Ok(())
    }
}

fn read(id: &ResetId, item: Option<&Item>) -> Result<Option<VersionedReset>, StoreError> {
    let Some(item) = item else { return Ok(None) };
    let Some((stored, version)) = item::read(id, item)? else { return Ok(None) };
    let reset = Reset::try_from(stored).map_err(|_| item.damaged("proofs"))?;
    Ok(Some(VersionedReset { reset, version }))
}

fn loaded(versioned: VersionedReset, limits_item: Option<&Item>) -> Result<LoadedReset, StoreError> {
    let (limits, limits_version) = limits::read(limits_item)?;
    let versions = ResetVersions { reset: versioned.version, limits: limits_version };
    Ok(LoadedReset { reset: versioned.reset, limits, versions })
}
