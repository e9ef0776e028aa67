//! The store of notices. Each is sent to each address once.

use std::collections::BTreeSet;

use domain::{AccountId, Registration};
use jiff::Timestamp;
use tracing::instrument;

use super::Resets;
use crate::{
    StoreError,
    accounts::{KnownAccount, account_key, read_account},
    batch_get::{BatchGet, ItemKey},
    item::{Attributes, Item, attributes, number, set, text},
    registrations::{self, registration_key},
    table::put_condition_failed,
};

/// The seconds for which a notice is stored: longer than the stream repeats a record.
const RETENTION_SECONDS: i64 = 3 * 24 * 60 * 60;

/// A notice with everything that sending it needs.
#[derive(Debug)]
pub struct NoticeContext {
    pub account: KnownAccount,
    /// The user's registration.
    pub registration: Registration,
    /// The notice and the addresses that it was sent to.
    pub notice: Notice,
}

/// A notice, with the addresses (keyed hashes) to which it was sent or is being sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    name: String,
    claimed_addresses: BTreeSet<String>,
    /// The attempt that claimed addresses last.
    attempt: Option<String>,
}

impl Notice {
    /// Returns those of these addresses that no attempt has claimed.
    pub fn unclaimed<'a>(&self, addresses: impl IntoIterator<Item = &'a str>) -> BTreeSet<String> {
        addresses
            .into_iter()
            .filter(|address| !self.claimed_addresses.contains(*address))
            .map(str::to_owned)
            .collect()
    }
}

impl Resets {
    /// Loads a notice and its account. Returns `None` if the account has left the directory.
    #[instrument(level = "debug", skip_all)]
    pub async fn load_for_notice(
        &self,
        name: &str,
        account: &AccountId,
    ) -> Result<Option<NoticeContext>, StoreError> {
        let account_keys = [account_key(account), registration_key(account)];
        let [account_item, registration_item] =
            account_keys.map(|pk| ItemKey::new(&self.tables.accounts.name, pk));
        let notice_key = ItemKey::new(&self.tables.resets.name, key(name));
        let item_keys = [account_item.clone(), registration_item.clone(), notice_key.clone()];
        let mut batch = BatchGet::load(&self.tables.resets.client, "loading a notice", &item_keys).await?;
        let Some(account) = batch.take(&account_item).as_ref().map(read_account).transpose()? else {
            return Ok(None);
        };
        let (registration, _) = registrations::read(batch.take(&registration_item).as_ref())?;
        let notice = read(name, batch.take(&notice_key).as_ref())?;
        Ok(Some(NoticeContext { account, registration, notice }))
    }

    /// Claims addresses, all or none. Returns `None` if another attempt claimed addresses since the notice was read.
    /// `attempt` is the attempt's id, by which a call that is repeated after its reply was lost recognizes its own
    /// claim.
    #[instrument(level = "debug", skip_all)]
    pub async fn claim_notice(
        &self,
        notice: &Notice,
        addresses: &BTreeSet<String>,
        attempt: &str,
        now: Timestamp,
    ) -> Result<Option<Notice>, StoreError> {
        let claimed_addresses = notice.claimed_addresses.union(addresses).cloned().collect();
        let claimed =
            Notice { name: notice.name.clone(), claimed_addresses, attempt: Some(attempt.to_owned()) };
        let read = notice.attempt.as_deref().unwrap_or(attempt);
        Ok(self.put_notice(&claimed, read, now).await?.then_some(claimed))
    }

    /// Releases addresses to which the notice could not be sent, so that a later attempt claims them.
    #[instrument(level = "debug", skip_all)]
    pub async fn release_notice(
        &self,
        claimed: &Notice,
        addresses: &BTreeSet<String>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let claimed_addresses = claimed.claimed_addresses.difference(addresses).cloned().collect();
        let released = Notice { claimed_addresses, ..claimed.clone() };
        let own = claimed.attempt.as_deref().unwrap_or_default();
        self.put_notice(&released, own, now).await.map(drop)
    }

    async fn put_notice(&self, notice: &Notice, read: &str, now: Timestamp) -> Result<bool, StoreError> {
        let own = notice.attempt.as_deref().unwrap_or_default();
        let put = self
            .tables
            .resets
            .client
            .put_item()
            .table_name(&self.tables.resets.name)
            .set_item(Some(write(notice, now)))
            .condition_expression("attribute_not_exists(pk) OR attempt IN (:read, :own)")
            .expression_attribute_values(":read", text(read))
            .expression_attribute_values(":own", text(own));
        match put.send().await {
            Ok(_) => Ok(true),
            Err(error) if put_condition_failed(&error) => Ok(false),
            Err(error) => Err(StoreError::unavailable("noting a notice")(error)),
        }
    }
}

fn key(name: &str) -> String {
    format!("NOTICE#{name}")
}

fn read(name: &str, item: Option<&Item>) -> Result<Notice, StoreError> {
    let claimed_addresses = item.map(|item| item.set("told")).transpose()?.unwrap_or_default();
    let attempt = item.map(|item| item.text("attempt")).transpose()?;
    Ok(Notice { name: name.to_owned(), claimed_addresses: claimed_addresses.into_iter().collect(), attempt })
}

fn write(notice: &Notice, now: Timestamp) -> Attributes {
    let mut item = attributes([
        ("pk", text(key(&notice.name))),
        ("attempt", text(notice.attempt.as_deref().unwrap_or_default())),
        ("expires", number(now.as_second().saturating_add(RETENTION_SECONDS))),
    ]);
    if !notice.claimed_addresses.is_empty() {
        item.insert("told".to_owned(), set(notice.claimed_addresses.iter().cloned().collect()));
    }
    item
}
