//! Notices of what was done to an account. The first goes at once; those that follow within five minutes wait and go
//! together.

use aws_sdk_dynamodb::{
    Client, operation::update_item::builders::UpdateItemFluentBuilder, types::ReturnValue,
};
use domain::{AccountId, Event, MethodKind, Registration};
use jiff::{SignedDuration, Timestamp};
use tracing::instrument;

use crate::{
    StoreError,
    accounts::{KnownAccount, account_key, read_account},
    audit::{Entry, Record},
    batch_get::{BatchGet, ItemKey},
    item::{Item, number, set, text},
    registrations::{self, registration_key},
    table::{key, update_condition_failed},
    tables::{TableNames, Tables},
};

const OPERATION: &str = "gathering notices";

/// The time for which later notices wait.
const WINDOW: SignedDuration = SignedDuration::from_mins(5);

/// The time for which the state of an account's notices is stored after its last window.
const RETENTION: SignedDuration = SignedDuration::from_hours(3 * 24);

/// The attribute of the entries that wait, each as JSON.
const WAITING: &str = "waiting";

/// The state of the notices of accounts.
#[derive(Debug, Clone)]
pub struct Notices {
    tables: Tables,
}

/// The addresses that a notice goes to, as account and registration have them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeContext {
    pub account: KnownAccount,
    /// The registration, whose destinations get notices too.
    pub registration: Registration,
}

/// The decision about a notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoticeDecision {
    /// It is the first within five minutes and goes at once.
    SendNow,
    /// It waits for the end of the five minutes.
    Wait {
        /// The end of the five minutes.
        until: Timestamp,
        /// Whether it is the first that waits, so that somebody has to send those that wait at the end.
        is_first: bool,
    },
}

impl Notices {
    /// Makes the store on these tables.
    pub fn new(client: Client, names: TableNames) -> Self {
        Self { tables: Tables::new(client, names) }
    }

    /// Loads the addresses of an account. Returns `None` if the account has left the directory.
    #[instrument(level = "debug", skip_all)]
    pub async fn load(&self, account: &AccountId) -> Result<Option<NoticeContext>, StoreError> {
        Ok(self.load_with(account, &[]).await?.map(|(context, _)| context))
    }

    /// Loads the addresses of an account and the entries that wait, the oldest first.
    #[instrument(level = "debug", skip_all)]
    pub async fn load_waiting(
        &self,
        account: &AccountId,
    ) -> Result<Option<(NoticeContext, Vec<Entry>)>, StoreError> {
        let state_item = ItemKey::new(&self.tables.resets.name, state_key(account));
        let Some((context, mut batch)) = self.load_with(account, std::slice::from_ref(&state_item)).await?
        else {
            return Ok(None);
        };
        let state = batch.take(&state_item);
        let stored = state.map(|item| item.set(WAITING)).transpose()?.unwrap_or_default();
        let mut waiting =
            stored.iter().map(|entry| read_entry(account, entry)).collect::<Result<Vec<_>, _>>()?;
        waiting.sort_by(|one, other| (one.at, &one.id).cmp(&(other.at, &other.id)));
        Ok(Some((context, waiting)))
    }

    async fn load_with(
        &self,
        account: &AccountId,
        more: &[ItemKey],
    ) -> Result<Option<(NoticeContext, BatchGet)>, StoreError> {
        let account_keys = [account_key(account), registration_key(account)];
        let [account_item, registration_item] =
            account_keys.map(|pk| ItemKey::new(&self.tables.accounts.name, pk));
        let item_keys = [&[account_item.clone(), registration_item.clone()], more].concat();
        let mut batch = BatchGet::load(&self.tables.resets.client, "loading a notice", &item_keys).await?;
        let Some(account) = batch.take(&account_item).as_ref().map(read_account).transpose()? else {
            return Ok(None);
        };
        let (registration, _) = registrations::read(batch.take(&registration_item).as_ref())?;
        Ok(Some((NoticeContext { account, registration }, batch)))
    }

    /// Begins five minutes with the notice of an entry, or lets it wait for the end of those that have begun. A
    /// repeated call returns the same.
    #[instrument(level = "debug", skip_all)]
    pub async fn gather(
        &self,
        account: &AccountId,
        entry: &Entry,
        now: Timestamp,
    ) -> Result<NoticeDecision, StoreError> {
        if self.begin(account, entry, now).await? {
            Ok(NoticeDecision::SendNow)
        } else {
            self.wait(account, entry).await
        }
    }

    /// Begins five minutes, unless others have begun or entries still wait.
    async fn begin(&self, account: &AccountId, entry: &Entry, now: Timestamp) -> Result<bool, StoreError> {
        let until = entry.at + WINDOW;
        let update = self.update(account);
        let updated = update
            .update_expression("SET opened_by = :entry, ends = :ends, expires = :expires")
            .condition_expression(
                "attribute_not_exists(pk) OR opened_by = :entry OR (ends <= :now AND attribute_not_exists(waiting))",
            )
            .expression_attribute_values(":entry", text(&entry.id))
            .expression_attribute_values(":ends", number(until.as_second()))
            .expression_attribute_values(":expires", number((until + RETENTION).as_second()))
            .expression_attribute_values(":now", number(now.as_second()))
            .send()
            .await;
        match updated {
            Ok(_) => Ok(true),
            Err(error) if update_condition_failed(&error) => Ok(false),
            Err(error) => Err(StoreError::unavailable(OPERATION)(error)),
        }
    }

    async fn wait(&self, account: &AccountId, entry: &Entry) -> Result<NoticeDecision, StoreError> {
        let stored = write_entry(entry)?;
        let updated = self
            .update(account)
            .update_expression("ADD waiting :entry")
            .condition_expression("attribute_exists(ends)")
            .expression_attribute_values(":entry", set(vec![stored.clone()]))
            .return_values(ReturnValue::AllOld)
            .send()
            .await;
        let old = match updated {
            Ok(updated) => Item::new(state_key(account), updated.attributes.unwrap_or_default()),
            // The state expired in this moment. The entry is tried again.
            Err(error) if update_condition_failed(&error) => return Err(StoreError::Conflict),
            Err(error) => return Err(StoreError::unavailable(OPERATION)(error)),
        };
        let waited = old.set(WAITING)?;
        // An entry that waits already is one whose attempt may have ended before it sent anything.
        let is_first = waited.is_empty() || waited.contains(&stored);
        let until = Timestamp::from_second(old.number("ends")?).map_err(|_| old.damaged("ends"))?;
        Ok(NoticeDecision::Wait { until, is_first })
    }

    /// Removes entries of which notices were sent. Returns whether others have come to wait meanwhile.
    #[instrument(level = "debug", skip_all)]
    pub async fn remove_waiting(&self, account: &AccountId, sent: &[Entry]) -> Result<bool, StoreError> {
        let stored = sent.iter().map(write_entry).collect::<Result<Vec<_>, _>>()?;
        let updated = self
            .update(account)
            .update_expression("DELETE waiting :sent")
            .expression_attribute_values(":sent", set(stored))
            .return_values(ReturnValue::AllNew)
            .send()
            .await
            .map_err(StoreError::unavailable(OPERATION))?;
        Ok(updated.attributes.is_some_and(|state| state.contains_key(WAITING)))
    }

    /// Writes to the audit trail that a provider refused a notice permanently.
    #[instrument(level = "debug", skip_all)]
    pub async fn note_refusal(
        &self,
        account: &AccountId,
        entry: &Entry,
        (method, address): (MethodKind, &str),
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let record = Record {
            id: format!("notice#{}#{address}", entry.id),
            at: now,
            subjects: vec![("account", account.0.clone())],
            event: &Event::NoticeRefused { method },
        };
        let (audit, client) = (&self.tables.audit, &self.tables.resets.client);
        let put = client.put_item().table_name(&audit.name).set_item(Some(record.item(audit)?));
        put.send().await.map_err(StoreError::unavailable("writing the audit trail"))?;
        Ok(())
    }

    fn update(&self, account: &AccountId) -> UpdateItemFluentBuilder {
        let resets = &self.tables.resets;
        resets.client.update_item().table_name(&resets.name).set_key(Some(key(state_key(account))))
    }
}

fn state_key(account: &AccountId) -> String {
    format!("NOTICES#{}", account.0)
}

fn write_entry(entry: &Entry) -> Result<String, StoreError> {
    serde_json::to_string(entry).map_err(StoreError::unavailable(OPERATION))
}

fn read_entry(account: &AccountId, stored: &str) -> Result<Entry, StoreError> {
    let inconsistent =
        |_| StoreError::Inconsistent { item: state_key(account), attribute: WAITING.to_owned() };
    serde_json::from_str(stored).map_err(inconsistent)
}
