//! Deletes accounts that are in scope no more.

use agent_protocol::sync::Loss;
use jiff::{SignedDuration, Timestamp};
use tracing::instrument;

use super::super::{
    Accounts,
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
    /// Returns whether the sync shows that an account is in scope no more.
    fn has_lost(&self, profile: &Profile) -> bool {
        let left = profile.domain == self.domain && profile.synced_at < self.began_at;
        left || self.now.duration_since(profile.synced_at) >= MAX_UNSYNCED_AGE
    }
}

impl Accounts {
    /// Counts the accounts that a full sync has not sent, and all of its domain.
    #[instrument(level = "debug", skip_all)]
    pub async fn count_unsynced(&self, sync: FullSync<'_>) -> Result<Loss, StoreError> {
        let (mut loss, mut from) = (Loss::default(), None);
        loop {
            let (page, next) = self.page(from).await?;
            for profile in &page {
                let is_lost = sync.has_lost(profile);
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
            let (page, next) = self.page(from).await?;
            for profile in page.iter().filter(|profile| sync.has_lost(profile)) {
                match self.delete_profile(profile).await {
                    // A newer sync has sent the account: it stays.
                    Err(StoreError::Conflict) | Ok(()) => {}
                    Err(error) => return Err(error),
                }
            }
            if next.is_none() {
                return Ok(());
            }
            from = next;
        }
    }

    async fn page(&self, from: Option<Attributes>) -> Result<(Vec<Profile>, Option<Attributes>), StoreError> {
        let scan = self
            .0
            .client
            .scan()
            .table_name(&self.0.name)
            .filter_expression("begins_with(pk, :accounts)")
            .expression_attribute_values(":accounts", text(PREFIX))
            .consistent_read(true)
            .set_exclusive_start_key(from);
        let output = scan.send().await.map_err(StoreError::unavailable("looking for accounts to remove"))?;
        let profiles =
            output.items.unwrap_or_default().into_iter().map(|item| profile::read(&Item::new(PREFIX, item)));
        Ok((profiles.collect::<Result<_, _>>()?, output.last_evaluated_key))
    }
}
