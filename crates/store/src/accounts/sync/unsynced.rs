//! Deletes accounts that are in scope no more.

use agent_protocol::sync::Loss;
use jiff::{SignedDuration, Timestamp};
use tracing::instrument;

use super::super::{
    Accounts,
    ineligible::{self, Ineligible},
    profile::{self, PREFIX, Profile},
};
use crate::{
    StoreError,
    item::{Attributes, Item, text},
};

/// The age from which an account that no sync has sent is deleted, whatever its domain. Full syncs are at most a week
/// apart.
const MAX_UNSYNCED_AGE: SignedDuration = SignedDuration::from_hours(8 * 24);

/// A full sync that has sent all of its accounts.
#[derive(Debug, Clone, Copy)]
pub struct FullSync<'a> {
    /// The `NetBIOS` name of its domain.
    pub domain: &'a str,
    /// The moment when it began.
    pub began_at: Timestamp,
    /// The moment when it ends.
    pub now: Timestamp,
}

impl FullSync<'_> {
    /// Returns whether the sync shows that an account of this domain, last sent then, is no longer what it was.
    fn has_lost(&self, domain: &str, synced_at: Timestamp) -> bool {
        let left = domain == self.domain && synced_at < self.began_at;
        left || self.now.duration_since(synced_at) >= MAX_UNSYNCED_AGE
    }
}

impl Accounts {
    /// Counts the accounts that a full sync has not sent, and all of its domain.
    #[instrument(level = "debug", skip_all)]
    pub async fn count_unsynced(&self, sync: FullSync<'_>) -> Result<Loss, StoreError> {
        let (mut loss, mut from) = (Loss::default(), None);
        loop {
            let (page, next) = self.page(PREFIX, profile::read, from).await?;
            for profile in &page {
                let is_lost = sync.has_lost(&profile.domain, profile.synced_at);
                loss.known += u64::from(is_lost || profile.domain == sync.domain);
                loss.lost += u64::from(is_lost);
            }
            if next.is_none() {
                return Ok(loss);
            }
            from = next;
        }
    }

    /// Deletes the accounts that a full sync has not sent.
    #[instrument(level = "debug", skip_all)]
    pub async fn delete_unsynced(&self, sync: FullSync<'_>) -> Result<(), StoreError> {
        let mut from = None;
        loop {
            let (page, next) = self.page(PREFIX, profile::read, from).await?;
            let is_lost = |profile: &&Profile| sync.has_lost(&profile.domain, profile.synced_at);
            for profile in page.iter().filter(is_lost) {
                unless_sent_again(self.delete_profile(profile).await)?;
            }
            if next.is_none() {
                return Ok(());
            }
            from = next;
        }
    }

    /// Deletes the accounts that may not reset and that a full sync has not sent.
    #[instrument(level = "debug", skip_all)]
    pub async fn delete_unsynced_ineligible(&self, sync: FullSync<'_>) -> Result<(), StoreError> {
        let mut from = None;
        loop {
            let (page, next) = self.page(ineligible::PREFIX, ineligible::read, from).await?;
            let is_lost = |account: &&Ineligible| sync.has_lost(&account.domain, account.synced_at);
            for account in page.iter().filter(is_lost) {
                let names = self.rename_ineligible(Some(account), None)?;
                unless_sent_again(self.delete_item(account.key(), account.version, names).await)?;
            }
            if next.is_none() {
                return Ok(());
            }
            from = next;
        }
    }

    /// Reads the items whose keys begin with a prefix, page by page.
    async fn page<T>(
        &self,
        prefix: &str,
        read: impl Fn(&Item) -> Result<T, StoreError>,
        from: Option<Attributes>,
    ) -> Result<(Vec<T>, Option<Attributes>), StoreError> {
        let scan = self
            .0
            .client
            .scan()
            .table_name(&self.0.name)
            .filter_expression("begins_with(pk, :accounts)")
            .expression_attribute_values(":accounts", text(prefix))
            .consistent_read(true)
            .set_exclusive_start_key(from);
        let output = scan.send().await.map_err(StoreError::unavailable("looking for accounts to remove"))?;
        let items = output.items.unwrap_or_default().into_iter().map(|item| read(&Item::new(prefix, item)));
        Ok((items.collect::<Result<_, _>>()?, output.last_evaluated_key))
    }
}

/// Takes a conflict for success: a newer sync has sent the account, and it stays.
fn unless_sent_again(deleted: Result<(), StoreError>) -> Result<(), StoreError> {
    match deleted {
        Err(StoreError::Conflict) | Ok(()) => Ok(()),
        Err(error) => Err(error),
    }
}
