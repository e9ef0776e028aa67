//! What is kept of a code's delivery: its keyed hash, and whether it was handed over.

use aws_sdk_dynamodb::types::{AttributeValue, TransactWriteItem, Update};
use jiff::Timestamp;
use reset_domain::{Event, Reset, ResetId, SendId};
use tracing::instrument;

use super::Resets;
use crate::{
    StoreError,
    audit::Record,
    codes::{CodeDigest, code_key},
    item::{Item, attributes, bytes, number, text},
    table::{key, put_refused},
};

/// How long a delivery may be under way, in seconds: as long as its function may run.
const UNDER_WAY: i64 = 30;

impl Resets {
    /// Whether the code of a sending was handed to the carrier before.
    #[instrument(level = "debug", skip_all)]
    pub async fn is_delivered(&self, reset: &ResetId, send: &SendId) -> Result<bool, StoreError> {
        let found = self.table.load("loading a delivery", key(code_key(reset, &send.0))).await?;
        let delivered = found.map(|item| item.optional("delivered_at", Item::moment)).transpose()?;
        Ok(delivered.flatten().is_some())
    }

    /// Keeps the keyed hash of a sending's code, in place of one that was never handed over. Not, and `false`, while
    /// another delivery of the same sending may be under way: the person would get two codes, one of them worthless.
    #[instrument(level = "debug", skip_all)]
    pub async fn keep_code(
        &self,
        reset: &ResetId,
        send: &SendId,
        digest: &CodeDigest,
        expires_at: Timestamp,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let item = attributes([
            ("pk", text(code_key(reset, &send.0))),
            ("digest", bytes(digest.0.to_vec())),
            ("kept_at", number(now.as_second())),
            ("expires", number(expires_at.as_second())),
        ]);
        let put = self
            .table
            .client
            .put_item()
            .table_name(&self.table.name)
            .set_item(Some(item))
            // Our own digest is there when the reply was lost and the call repeated.
            .condition_expression(
                "attribute_not_exists(pk) OR digest = :digest \
                 OR (attribute_not_exists(delivered_at) AND kept_at <= :given_up)",
            )
            .expression_attribute_values(":digest", bytes(digest.0.to_vec()))
            .expression_attribute_values(":given_up", number(now.as_second().saturating_sub(UNDER_WAY)));
        match put.send().await {
            Ok(_) => Ok(true),
            Err(error) if put_refused(&error) => Ok(false),
            Err(error) => Err(StoreError::unavailable("keeping a code")(error)),
        }
    }

    /// Notes that a code was handed to the carrier, or that it could not be. A delivery is noted once; a failure each time
    /// it comes.
    #[instrument(level = "debug", skip_all)]
    pub async fn note_delivery(
        &self,
        reset: &Reset,
        send: &SendId,
        event: &Event,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let delivered = matches!(event, Event::CodeDelivered { .. });
        let once = if delivered { send.0.clone() } else { format!("{}#{now}", send.0) };
        let mut items = vec![Record::of_reset(reset, &once, event, now).put(&self.audit)?];
        if delivered {
            items.push(self.mark_delivered(reset.id(), send, now)?);
        }
        self.table.commit("noting a delivery", items).await
    }

    fn mark_delivered(
        &self,
        reset: &ResetId,
        send: &SendId,
        now: Timestamp,
    ) -> Result<TransactWriteItem, StoreError> {
        let update = Update::builder()
            .table_name(&self.table.name)
            .set_key(Some(key(code_key(reset, &send.0))))
            .update_expression("SET delivered_at = :now")
            .expression_attribute_values(":now", AttributeValue::S(now.to_string()))
            .build()
            .map_err(StoreError::unavailable("writing a transaction"))?;
        Ok(TransactWriteItem::builder().update(update).build())
    }
}
