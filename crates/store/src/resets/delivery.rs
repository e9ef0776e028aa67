//! The delivery of a code.

use domain::{AccountLimits, Event, Registration, Reset, ResetId, SendId};
use jiff::Timestamp;
use tracing::instrument;

use super::Resets;
use crate::{
    StoreError,
    accounts::{Ineligible, KnownAccount, account_key, ineligible, read_account},
    audit::Record,
    batch_get::{BatchGet, ItemKey},
    limits::{self, limits_key},
    registrations::{self, registration_key},
};

/// A reset with everything that the delivery of a code needs.
#[derive(Debug)]
pub struct DeliveryContext {
    pub reset: Reset,
    /// The account; `None` for a decoy and for an account that has left the directory.
    pub account: Option<KnownAccount>,
    pub registration: Registration,
    pub limits: AccountLimits,
    /// The reason and the address of an account that may not reset.
    pub ineligible: Option<Ineligible>,
}

impl Resets {
    /// Loads a reset with everything that a delivery needs. The same reads are made for accounts and decoys.
    #[instrument(level = "debug", skip_all)]
    pub async fn load_for_delivery(
        &self,
        id: &ResetId,
        account: &domain::AccountId,
    ) -> Result<Option<DeliveryContext>, StoreError> {
        let account_keys =
            [account_key(account), registration_key(account), limits_key(account), ineligible::key(account)];
        let item_keys = account_keys.map(|pk| ItemKey::new(&self.tables.accounts.name, pk));
        let [account_item, registration_item, limits_item, ineligible_item] = &item_keys;
        let all = [&[self.item_key(id)], &item_keys[..]].concat();
        let mut batch = BatchGet::load(&self.tables.resets.client, "loading a delivery", &all).await?;
        let Some(versioned) = self.take_reset(&mut batch, id, account)? else { return Ok(None) };
        let (registration, _) = registrations::read(batch.take(registration_item).as_ref())?;
        let (limits, _) = limits::read(batch.take(limits_item).as_ref())?;
        Ok(Some(DeliveryContext {
            reset: versioned.reset,
            account: batch.take(account_item).as_ref().map(read_account).transpose()?,
            registration,
            limits,
            ineligible: batch.take(ineligible_item).as_ref().map(ineligible::read).transpose()?,
        }))
    }

    /// Writes an audit entry of what became of a sending: the code could not be sent, or the user got a mail with the
    /// reason why there is none.
    #[instrument(level = "debug", skip_all)]
    pub async fn note_delivery(
        &self,
        reset: &Reset,
        send: &SendId,
        event: &Event,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.note(Record::for_reset(reset, &format!("{}#{now}", send.0), event, now)).await
    }
}
