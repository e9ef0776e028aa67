//! Removing accounts that are in scope no more.

use jiff::{SignedDuration, Timestamp};
use tracing::instrument;

use super::{
    super::{
        Accounts,
        profile::{self, PREFIX, Profile},
    },
    sync_key,
};
use crate::{
    StoreError,
    item::{Attributes, Item, text},
    table::key,
};

/// An account that no sync has told of for so long is removed, whatever its domain.
const FORGOTTEN: SignedDuration = SignedDuration::from_hours(24);

impl Accounts {
    /// Removes the accounts of the sync's domain that nobody has told of since it began: neither this sync nor one of
    /// another agent beside it.
    #[instrument(level = "debug", skip_all)]
    pub async fn finish(&self, sync: &str, now: Timestamp) -> Result<(), StoreError> {
        let begun = self.0.load("loading a sync", key(sync_key(sync))).await?;
        let Some(begun) = begun else { return Ok(()) };
        let (domain, began_at) = (begun.text("domain")?, begun.moment("began_at")?);
        let is_gone = |profile: &Profile| {
            let left = profile.domain == domain && profile.synced_at < began_at;
            left || now.duration_since(profile.synced_at) >= FORGOTTEN
        };
        let mut from = None;
        loop {
            let (page, next) = self.page(from).await?;
            for profile in page.iter().filter(|profile| is_gone(profile)) {
                match self.remove(profile).await {
                    // Somebody told of it meanwhile: it stays.
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
        let found = scan.send().await.map_err(StoreError::unavailable("looking for accounts to remove"))?;
        let profiles =
            found.items.unwrap_or_default().into_iter().map(|item| profile::read(&Item::new(PREFIX, item)));
        Ok((profiles.collect::<Result<_, _>>()?, found.last_evaluated_key))
    }
}
