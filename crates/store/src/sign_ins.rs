//! The store of sign-ins: short-lived items beside the resets.

pub(crate) mod item;

use aws_sdk_dynamodb::Client;
use domain::{AccountId, AccountLimits, Event, SignIn, SignInId};
use jiff::Timestamp;
use tracing::instrument;

use crate::{
    StoreError,
    agents::{Agents, KnownAgent},
    audit::Record,
    batch_get::{BatchGet, ItemKey},
    item::Item,
    limits::{self, LimitsVersion, limits_key},
    table::{key, put_version},
    tables::{TableNames, Tables},
};

/// The store of sign-ins.
#[derive(Debug, Clone)]
pub struct SignIns {
    tables: Tables,
}

/// A sign-in as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoadedSignIn {
    pub sign_in: SignIn,
    /// The version that it was read at, for saving what was computed from it.
    pub version: u64,
}

/// The limits of an account as they were read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoadedLimits {
    pub limits: AccountLimits,
    /// The version that they were read at, for saving what was computed from them.
    pub version: LimitsVersion,
}

impl SignIns {
    /// Makes the store on these tables.
    pub fn new(client: Client, names: TableNames) -> Self {
        Self { tables: Tables::new(client, names) }
    }

    /// Opens the connection for the first request by reading an item that does not exist.
    pub async fn warm(&self) {
        self.tables.warm().await;
    }

    /// Loads the limits of an account or of a decoy.
    #[instrument(level = "debug", skip_all)]
    pub async fn limits(&self, account: &AccountId) -> Result<LoadedLimits, StoreError> {
        let item =
            self.tables.accounts.load("loading the limits of an account", key(limits_key(account))).await?;
        let (limits, version) = limits::read(item.as_ref())?;
        Ok(LoadedLimits { limits, version })
    }

    /// Loads the agent and the sign-in that an unverified request names.
    #[instrument(level = "debug", skip_all)]
    pub async fn load_for_report(
        &self,
        agents: &Agents,
        agent: &str,
        id: &SignInId,
    ) -> Result<(Option<KnownAgent>, Option<LoadedSignIn>), StoreError> {
        let (agent, sign_in) =
            (agents.item_key(agent), ItemKey::new(&self.tables.resets.name, item::key(id)));
        let item_keys = [agent.clone(), sign_in.clone()];
        let mut batch = BatchGet::load(&self.tables.resets.client, "loading a report", &item_keys).await?;
        let agent = batch.take(&agent).as_ref().map(Agents::read).transpose()?;
        Ok((agent, batch.take(&sign_in).map(|item| read(&item)).transpose()?))
    }

    #[instrument(level = "debug", skip_all)]
    pub async fn load(&self, id: &SignInId) -> Result<Option<LoadedSignIn>, StoreError> {
        let item = self.tables.resets.load("loading a sign-in", key(item::key(id))).await?;
        item.map(|item| read(&item)).transpose()
    }

    /// Stores a new sign-in and the new limits. [`StoreError::Conflict`] if the limits were changed meanwhile.
    #[instrument(level = "debug", skip_all)]
    pub async fn open(
        &self,
        sign_in: &SignIn,
        limits: &AccountLimits,
        read: LimitsVersion,
        event: &Event,
    ) -> Result<(), StoreError> {
        let items = vec![
            put_version(&self.tables.resets.name, item::write(sign_in, 1), None)?,
            limits::put(
                &self.tables.accounts.name,
                &sign_in.subject.account,
                limits,
                read,
                sign_in.started_at,
            )?,
            record(sign_in, 1, event, sign_in.started_at).put(&self.tables.audit)?,
        ];
        self.tables.resets.commit("opening a sign-in", items).await
    }

    /// Saves the directory's verdict with the new limits.
    #[instrument(level = "debug", skip_all)]
    pub async fn save(
        &self,
        read: u64,
        sign_in: &SignIn,
        limits: &LoadedLimits,
        event: &Event,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let account = &sign_in.subject.account;
        let items = vec![
            put_version(&self.tables.resets.name, item::write(sign_in, read + 1), Some(read))?,
            limits::put(&self.tables.accounts.name, account, &limits.limits, limits.version, now)?,
            record(sign_in, read + 1, event, now).put(&self.tables.audit)?,
        ];
        self.tables.resets.commit("saving a sign-in", items).await
    }
}

pub(crate) use item::write as write_sign_in;

fn read(item: &Item) -> Result<LoadedSignIn, StoreError> {
    item::read(item).map(|(sign_in, version)| LoadedSignIn { sign_in, version })
}

/// Makes the audit entry of a sign-in's event.
pub(crate) fn record<'a>(sign_in: &SignIn, version: u64, event: &'a Event, at: Timestamp) -> Record<'a> {
    Record {
        id: format!("sign-in#{}#{version}", sign_in.id.0),
        at,
        subjects: vec![("account", sign_in.subject.account.0.clone()), ("sign_in", sign_in.id.0.clone())],
        event,
    }
}
