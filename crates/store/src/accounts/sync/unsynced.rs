//! Deletes accounts that are in scope no more.

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

impl Accounts {
    /// Deletes the accounts of a domain that a full sync, begun at this moment, has not sent.
    #[instrument(level = "debug", skip_all)]
    pub async fn delete_unsynced(
        &self,
        domain: &str,
        began_at: Timestamp,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let is_gone = |profile: &Profile| {
            let left = profile.domain == domain && profile.synced_at < began_at;
            left || now.duration_since(profile.synced_at) >= MAX_UNSYNCED_AGE
        };
        let mut from = None;
        loop {
            let (page, next) = self.page(from).await?;
            for profile in page.iter().filter(|profile| is_gone(profile)) {
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
