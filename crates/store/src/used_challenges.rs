//! Challenges of proofs of work that were used.

use aws_sdk_dynamodb::Client;
use jiff::Timestamp;
use tracing::instrument;

use crate::{
    StoreError,
    item::{attributes, number, text},
    table::{Table, put_condition_failed},
};

/// The used challenges, in the table of resets.
#[derive(Debug, Clone)]
pub struct UsedChallenges(Table);

impl UsedChallenges {
    /// Makes the store on this table.
    pub const fn new(client: Client, table: String) -> Self {
        Self(Table { client, name: table })
    }

    /// Uses a challenge up, and returns whether it was good: not used before.
    #[instrument(level = "debug", skip_all)]
    pub async fn use_up(&self, id: &str, expires_at: Timestamp) -> Result<bool, StoreError> {
        let item =
            attributes([("pk", text(format!("WORK#{id}"))), ("expires", number(expires_at.as_second()))]);
        let put = self.0.client.put_item().table_name(&self.0.name).set_item(Some(item));
        match put.condition_expression("attribute_not_exists(pk)").send().await {
            Ok(_) => Ok(true),
            Err(error) if put_condition_failed(&error) => Ok(false),
            Err(error) => Err(StoreError::unavailable("using a challenge up")(error)),
        }
    }
}
