//! Freezes accounts and lifts freezes.

use aws_sdk_dynamodb::Client;
use domain::{AccountId, AccountLimits, Event};
use jiff::Timestamp;
use tracing::instrument;

use crate::{
    StoreError,
    audit::{AuditTable, Record},
    limits::{self, LimitsVersion, limits_key},
    table::{Table, key},
};

/// The outcome of a request to freeze.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FreezeOutcome {
    /// The account is frozen now.
    Frozen,
    /// The account was frozen before.
    FrozenBefore,
    /// A freeze was lifted after the link was issued.
    LinkVoid,
}

/// The freezes of accounts.
#[derive(Debug, Clone)]
pub struct AccountFreezes {
    accounts: Table,
    audit: AuditTable,
}

impl AccountFreezes {
    /// Makes the store on these tables.
    pub const fn new(client: Client, accounts: String, audit: AuditTable) -> Self {
        Self { accounts: Table { client, name: accounts }, audit }
    }

    /// Freezes an account by a link that was issued at `issued_at`.
    pub async fn freeze(
        &self,
        account: &AccountId,
        issued_at: Timestamp,
        now: Timestamp,
    ) -> Result<FreezeOutcome, StoreError> {
        let (limits, version) = self.limits(account).await?;
        if limits.is_freeze_link_void(issued_at) {
            return Ok(FreezeOutcome::LinkVoid);
        }
        if limits.frozen_at.is_some() {
            return Ok(FreezeOutcome::FrozenBefore);
        }
        let frozen = limits.freeze_account(now);
        self.save(account, &frozen, version, &Event::AccountFrozen, now).await?;
        Ok(FreezeOutcome::Frozen)
    }

    /// Lifts the freeze of an account. Returns whether the account was frozen.
    pub async fn unfreeze(
        &self,
        account: &AccountId,
        event: &Event,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let (limits, version) = self.limits(account).await?;
        if limits.frozen_at.is_none() {
            return Ok(false);
        }
        self.save(account, &limits.unfreeze_account(now), version, event, now).await?;
        Ok(true)
    }

    async fn limits(&self, account: &AccountId) -> Result<(AccountLimits, LimitsVersion), StoreError> {
        let item = self.accounts.load("loading the limits of an account", key(limits_key(account))).await?;
        limits::read(item.as_ref())
    }

    #[instrument(level = "debug", skip_all)]
    async fn save(
        &self,
        account: &AccountId,
        limits: &AccountLimits,
        version: LimitsVersion,
        event: &Event,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let next = limits::next(version);
        let record = Record {
            id: format!("limits#{}#{next}", account.0),
            at: now,
            subjects: vec![("account", account.0.clone())],
            event,
        };
        let items =
            vec![limits::put(&self.accounts.name, account, limits, version, now)?, record.put(&self.audit)?];
        self.accounts.commit("freezing an account", items).await
    }
}
