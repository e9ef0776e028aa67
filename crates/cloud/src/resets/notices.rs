//! Which notices were sent, so that each is sent once.

use aws_sdk_dynamodb::types::AttributeValue;
use jiff::Timestamp;
use tracing::instrument;

use super::Resets;
use crate::{
    StoreError,
    item::{Attributes, attributes, number, text},
    table::put_refused,
};

/// How long a notice is remembered, in seconds: longer than the stream repeats a record.
const KEPT: i64 = 3 * 24 * 60 * 60;

impl Resets {
    /// Whether a notice is sent for the first time; asking makes it so. `attempt` names the asking, so that a call repeated
    /// after its reply was lost finds its own mark.
    #[instrument(level = "debug", skip_all)]
    pub async fn first_notice(&self, name: &str, attempt: &str, now: Timestamp) -> Result<bool, StoreError> {
        let put = self
            .table
            .client
            .put_item()
            .table_name(&self.table.name)
            .set_item(Some(notice(name, attempt, now.as_second().saturating_add(KEPT), false)))
            .condition_expression("attribute_not_exists(pk) OR failed = :failed OR attempt = :attempt")
            .expression_attribute_values(":failed", AttributeValue::Bool(true))
            .expression_attribute_values(":attempt", text(attempt));
        match put.send().await {
            Ok(_) => Ok(true),
            Err(error) if put_refused(&error) => Ok(false),
            Err(error) => Err(StoreError::unavailable("noting a notice")(error)),
        }
    }

    /// Lets a notice that could not be sent be tried again.
    #[instrument(level = "debug", skip_all)]
    pub async fn forget_notice(&self, name: &str) -> Result<(), StoreError> {
        // Kept for the shortest time that the table knows: it is over already.
        let put = self
            .table
            .client
            .put_item()
            .table_name(&self.table.name)
            .set_item(Some(notice(name, "none", 1, true)));
        put.send().await.map_err(StoreError::unavailable("forgetting a notice"))?;
        Ok(())
    }
}

fn notice(name: &str, attempt: &str, expires: i64, failed: bool) -> Attributes {
    attributes([
        ("pk", text(format!("NOTICE#{name}"))),
        ("attempt", text(attempt)),
        ("expires", number(expires)),
        ("failed", AttributeValue::Bool(failed)),
    ])
}
