//! The store of resets. A step's state, its account's limits and its audit event are saved together, on the condition that
//! what was read is still what is stored.

mod delivery;
mod guess;
mod item;
mod notices;
mod state;

use aws_sdk_dynamodb::Client;
use jiff::Timestamp;
use reset_domain::{AccountLimits, Event, Reset, ResetId, stored::StoredReset};
use tracing::instrument;

pub use guess::{ForGuess, Registered};
pub(crate) use item::{purpose_word, read_kind};

/// The item of a reset at a version.
pub(crate) fn write_reset(reset: &Reset, version: u64) -> crate::item::Attributes {
    item::write(&StoredReset::from(reset.clone()), version)
}

use crate::{
    StoreError,
    audit::Record,
    item::{attributes, number, text},
    limits::{self, limits_key},
    registrations,
    table::{Table, check_version, key, put_version},
};

/// The store of resets.
#[derive(Debug, Clone)]
pub struct Resets {
    table: Table,
    accounts: Table,
    audit: String,
}

/// The names of the tables that a reset is kept in.
#[derive(Debug, Clone)]
pub struct Tables {
    /// Resets, codes, shared limits.
    pub resets: String,
    /// Accounts and their limits.
    pub accounts: String,
    /// The audit trail.
    pub audit: String,
}

/// A reset as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loaded {
    /// The reset.
    pub reset: Reset,
    /// What is counted for its account.
    pub limits: AccountLimits,
    /// For saving what is decided on the strength of this.
    pub versions: Versions,
}

/// The versions of what was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Versions {
    reset: u64,
    limits: Option<u64>,
}

impl Resets {
    /// In these tables.
    pub fn new(client: Client, tables: Tables) -> Self {
        Self {
            table: Table { client: client.clone(), name: tables.resets },
            accounts: Table { client, name: tables.accounts },
            audit: tables.audit,
        }
    }

    /// Opens the connection that the first request needs, by reading a reset that there is not.
    pub async fn warm(&self) {
        drop(self.table.load("warming up", key("RESET#none")).await);
    }

    /// A reset with the limits of its account.
    #[instrument(level = "debug", skip_all)]
    pub async fn load(&self, id: &ResetId) -> Result<Option<Loaded>, StoreError> {
        let Some((reset, version)) = self.read(id).await? else { return Ok(None) };
        let counted = key(limits_key(&reset.subject().account));
        let counted = self.accounts.load("loading the limits of an account", counted).await?;
        let (limits, limits_version) = limits::read(counted.as_ref())?;
        Ok(Some(Loaded { reset, limits, versions: Versions { reset: version, limits: limits_version } }))
    }

    /// A reset alone, to be looked at.
    #[instrument(level = "debug", skip_all)]
    pub async fn find(&self, id: &ResetId) -> Result<Option<Reset>, StoreError> {
        Ok(self.read(id).await?.map(|(reset, _)| reset))
    }

    async fn read(&self, id: &ResetId) -> Result<Option<(Reset, u64)>, StoreError> {
        let Some(found) = self.table.load("loading a reset", key(item::key(id))).await? else {
            return Ok(None);
        };
        let (stored, version) = item::read(&found)?;
        let reset = Reset::try_from(stored).map_err(|_| found.damaged("proofs"))?;
        Ok(Some((reset, version)))
    }

    /// Keeps a reset that has just begun, with the challenge that it used up. [`StoreError::Conflict`] if the challenge
    /// was used before.
    #[instrument(level = "debug", skip_all)]
    pub async fn open(
        &self,
        reset: &Reset,
        event: &Event,
        challenge: &str,
        challenge_expires_at: Timestamp,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let work = attributes([
            ("pk", text(format!("WORK#{challenge}"))),
            ("expires", number(challenge_expires_at.as_second())),
        ]);
        let opened = write_reset(reset, 1);
        let items = vec![
            put_version(&self.table.name, work, None)?,
            put_version(&self.table.name, opened, None)?,
            Record::of_reset(reset, "1", event, now).put(&self.audit)?,
        ];
        self.table.commit("opening a reset", items).await
    }

    /// Saves what a step decided. `limits` are saved where the step changed them, and are still those that it read
    /// where it did not. Returns the versions for a next step.
    #[instrument(level = "debug", skip_all)]
    pub async fn save(
        &self,
        read: &Versions,
        reset: &Reset,
        limits: Option<&AccountLimits>,
        event: &Event,
        now: Timestamp,
    ) -> Result<Versions, StoreError> {
        self.save_registered(read, reset, limits, None, event, now).await
    }

    /// The same, with what the person has registered, where the step changed that: a code that is good once is used up with
    /// the gate that it proves, or not at all.
    #[instrument(level = "debug", skip_all)]
    pub async fn save_registered(
        &self,
        read: &Versions,
        reset: &Reset,
        limits: Option<&AccountLimits>,
        registered: Option<&Registered>,
        event: &Event,
        now: Timestamp,
    ) -> Result<Versions, StoreError> {
        let mut versions = Versions { reset: read.reset + 1, limits: read.limits };
        let saved = write_reset(reset, versions.reset);
        let once = versions.reset.to_string();
        let mut items = vec![
            put_version(&self.table.name, saved, Some(read.reset))?,
            Record::of_reset(reset, &once, event, now).put(&self.audit)?,
        ];
        let (accounts, account) = (&self.accounts.name, &reset.subject().account);
        items.push(match limits {
            None => check_version(accounts, key(limits_key(account)), read.limits)?,
            Some(limits) => {
                versions.limits = Some(limits::next(read.limits));
                limits::put(accounts, account, limits, read.limits, now)?
            }
        });
        let put = |held: &Registered| registrations::put(accounts, account, &held.registration, held.version);
        items.extend(registered.map(put).transpose()?);
        self.table.commit("saving a reset", items).await?;
        Ok(versions)
    }
}
