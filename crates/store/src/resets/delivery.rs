//! The delivery of a code. A delivery is claimed before the code is sent, so that only one of two deliveries sends it.

use domain::{Event, Registration, Reset, ResetId, SendId};
use jiff::Timestamp;
use tracing::instrument;

use super::Resets;
use crate::{
    StoreError,
    accounts::{KnownAccount, account_key, read_account},
    audit::Record,
    batch_get::{BatchGet, ItemKey},
    item::{attributes, number, text},
    registrations::{self, registration_key},
    table::put_condition_failed,
};

/// The seconds that a delivery may take: as long as its function may run.
const DELIVERY_TIMEOUT_SECONDS: i64 = 30;

/// A reset with everything that the delivery of a code needs.
#[derive(Debug)]
pub struct DeliveryContext {
    pub reset: Reset,
    /// The account; `None` for a decoy and for an account that has left the directory.
    pub account: Option<KnownAccount>,
    /// The user's registration.
    pub registration: Registration,
}

/// One attempt to deliver a sending.
#[derive(Debug, Clone, Copy)]
pub struct DeliveryAttempt<'a> {
    /// The attempt's id, by which a call that is repeated after its reply was lost recognizes its own claim.
    pub name: &'a str,
    /// Whether the queue delivered the same message before, and that attempt failed or was cut short.
    pub is_repeated: bool,
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

    /// Claims a sending for one attempt and returns whether that succeeded. A repeated attempt succeeds once the
    /// earlier one cannot run any more.
    #[instrument(level = "debug", skip_all)]
    pub async fn claim_delivery(
        &self,
        reset: &Reset,
        send: &SendId,
        attempt: DeliveryAttempt<'_>,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let item = attributes([
            ("pk", text(format!("DELIVERY#{}", send.0))),
            ("attempt", text(attempt.name)),
            ("claimed_at", number(now.as_second())),
            ("expires", number(reset.expires_at().as_second())),
        ]);
        let mut put = self
            .tables
            .resets
            .client
            .put_item()
            .table_name(&self.tables.resets.name)
            .set_item(Some(item))
            .condition_expression("attribute_not_exists(pk) OR attempt = :attempt")
            .expression_attribute_values(":attempt", text(attempt.name));
        if attempt.is_repeated {
            let timed_out_at = now.as_second().saturating_sub(DELIVERY_TIMEOUT_SECONDS);
            put = put
                .condition_expression(
                    "attribute_not_exists(pk) OR attempt = :attempt OR claimed_at <= :given_up",
                )
                .expression_attribute_values(":given_up", number(timed_out_at));
        }
        match put.send().await {
            Ok(_) => Ok(true),
            Err(error) if put_condition_failed(&error) => Ok(false),
            Err(error) => Err(StoreError::unavailable("claiming a delivery")(error)),
        }
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
