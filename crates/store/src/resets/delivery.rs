//! The delivery of a code.

use domain::{Event, Registration, Reset, ResetId, SendId};
use jiff::Timestamp;
use tracing::instrument;

use super::Resets;
use crate::{
    StoreError,
    accounts::{KnownAccount, account_key, read_account},
    audit::Record,
    batch_get::{BatchGet, ItemKey},
    registrations::{self, registration_key},
};

/// A reset with everything that the delivery of a code needs.
#[derive(Debug)]
pub struct DeliveryContext {
    pub reset: Reset,
    /// The account; `None` for a decoy and for an account that has left the directory.
    pub account: Option<KnownAccount>,
    pub registration: Registration,
}

impl Resets {
    /// Loads a reset with everything that a delivery needs. The same reads are made for accounts and decoys.
    #[instrument(level = "debug", skip_all)]
    pub async fn load_for_delivery(
        &self,
        id: &ResetId,
        account: &domain::AccountId,
    ) -> Result<Option<DeliveryContext>, StoreError> {
        let account_keys = [account_key(account), registration_key(account)];
        let [account_item, registration_item] =
            account_keys.map(|pk| ItemKey::new(&self.tables.accounts.name, pk));
        let item_keys = [self.item_key(id), account_item.clone(), registration_item.clone()];
        let mut batch = BatchGet::load(&self.tables.resets.client, "loading a delivery", &item_keys).await?;
        let Some(versioned) = self.take_reset(&mut batch, id, account)? else { return Ok(None) };
        let (registration, _) = registrations::read(batch.take(&registration_item).as_ref())?;
        let account = batch.take(&account_item).as_ref().map(read_account).transpose()?;
        Ok(Some(DeliveryContext { reset: versioned.reset, account, registration }))
    }

    /// Writes an audit entry each time that a code could not be sent.
    #[instrument(level = "debug", skip_all)]
    pub async fn note_delivery_failure(
        &self,
        reset: &Reset,
        send: &SendId,
        event: &Event,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.note(Record::for_reset(reset, &format!("{}#{now}", send.0), event, now)).await
    }
}
