//! Freezes accounts and lifts freezes.

use aws_sdk_dynamodb::Client;
use domain::{AccountId, AccountLimits, Event};
use jiff::Timestamp;
use tracing::instrument;

use crate::{
    StoreError,
    audit::Record,
    limits::{self, limits_key},
    table::{Table, key},
};

/// The freezes of accounts.
#[derive(Debug, Clone)]
pub struct AccountFreezes {
    accounts: Table,
    audit: String,
}

impl AccountFreezes {
    /// Makes the store on these tables.
    pub const fn new(client: Client, accounts: String, audit: String) -> Self {
        Self { accounts: Table { client, name: accounts }, audit }
    }

    /// Freezes an account. Returns whether it was not frozen before.
    pub async fn freeze(&self, account: &AccountId, now: Timestamp) -> Result<bool, StoreError> {
        let freeze = |limits: AccountLimits| limits.freeze_account(now);
        self.set(account, freeze, &Event::AccountFrozen, now).await
    }

    /// Lifts the freeze of an account. Returns whether the account was frozen.
    pub async fn unfreeze(
        &self,
        account: &AccountId,
        event: &Event,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        self.set(account, AccountLimits::unfreeze_account, event, now).await
    }

    #[instrument(level = "debug", skip_all)]
    async fn set(
        &self,
        account: &AccountId,
        change: impl FnOnce(AccountLimits) -> AccountLimits,
        event: &Event,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let item = self.accounts.load("loading the limits of an account", key(limits_key(account))).await?;
        let (limits, version) = limits::read(item.as_ref())?;
        let was_frozen = limits.frozen_at.is_some();
        let limits = change(limits);
        if was_frozen == limits.frozen_at.is_some() {
            return Ok(false);
        }
        let next = limits::next(version);
        let record = Record {
            id: format!("limits#{}#{next}", account.0),
            at: now,
            subjects: vec![("account", account.0.clone())],
            event,
        };
        let items =
            vec![limits::put(&self.accounts.name, account, &limits, version, now)?, record.put(&self.audit)?];
        self.accounts.commit("freezing an account", items).await?;
        Ok(true)
    }
}
