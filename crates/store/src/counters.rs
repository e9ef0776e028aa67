//! Counters that many users share: one atomic conditional update each.

use aws_sdk_dynamodb::{
    Client,
    error::SdkError,
    operation::update_item::{UpdateItemError, builders::UpdateItemFluentBuilder},
    types::{AttributeValue, ReturnValuesOnConditionCheckFailure},
};
use domain::shared_limit::SharedLimit;
use jiff::Timestamp;
use tracing::instrument;

use crate::{
    StoreError,
    batch_get::{BatchGet, ItemKey},
    item::number,
    table::{Table, key, update_condition_failed},
};

const OPERATION: &str = "counting towards a shared limit";

/// The outcome of counting one attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CountOutcome {
    /// The attempt was counted and is within the limit.
    Allowed,
    /// The limit is reached; nothing was counted.
    Reached {
        /// The end of the window.
        until: Timestamp,
    },
}

/// The number of items over which a counter that may grow large is spread, each with its share of the limit. DynamoDB
/// takes about a thousand writes a second to one item.
const SHARDS: u32 = 8;
const SHARDING_THRESHOLD: u32 = 10_000;

/// The shared counters, in the table of resets.
#[derive(Debug, Clone)]
pub struct Counters(Table);

impl Counters {
    /// Makes the counters on this table.
    pub const fn new(client: Client, table: String) -> Self {
        Self(Table { client, name: table })
    }

    /// Counts one attempt, unless it would exceed the limit.
    #[instrument(level = "debug", skip_all)]
    pub async fn count(&self, limit: &SharedLimit, now: Timestamp) -> Result<CountOutcome, StoreError> {
        let shards = shards(limit);
        // Requests of one moment begin at different shards.
        let spread = now.subsec_nanosecond().unsigned_abs();
        let mut outcome = CountOutcome::Reached { until: limit.window_end(now) };
        for step in 0..shards {
            let shard = spread.wrapping_add(step) % shards;
            let maximum = share(limit.maximum.saturating_sub(limit.reserve), shards, shard);
            outcome = Box::pin(self.count_in(limit, shard, maximum, now)).await?;
            if outcome == CountOutcome::Allowed {
                break;
            }
        }
        Ok(outcome)
    }

    /// Returns for each limit whether it is reached, and counts nothing. All are read by one call.
    #[instrument(level = "debug", skip_all)]
    pub async fn check(
        &self,
        limits: &[SharedLimit],
        now: Timestamp,
    ) -> Result<Vec<CountOutcome>, StoreError> {
        let item_keys = |limit: &SharedLimit| window_keys(&self.0.name, limit, limit.window(now));
        let all: Vec<_> = limits.iter().flat_map(item_keys).collect();
        let mut batch = BatchGet::load(&self.0.client, "reading a shared limit", &all).await?;
        let mut outcome = |limit: &SharedLimit| {
            let counted = sum_counters(&mut batch, &item_keys(limit))?;
            let is_allowed = counted < limit.maximum.saturating_sub(limit.reserve);
            let reached = CountOutcome::Reached { until: limit.window_end(now) };
            Ok(if is_allowed { CountOutcome::Allowed } else { reached })
        };
        limits.iter().map(&mut outcome).collect()
    }

    /// Takes one attempt back, from the first shard whose count is high enough.
    #[instrument(level = "debug", skip_all)]
    pub async fn take_back(&self, limit: &SharedLimit, now: Timestamp) -> Result<(), StoreError> {
        for shard in 0..shards(limit) {
            let update = self.0.client.update_item().table_name(&self.0.name);
            let update = update
                .set_key(Some(key(name(limit, limit.window(now), shard))))
                .condition_expression("counted >= :amount")
                .expression_attribute_values(":less", AttributeValue::N(format!("-{}", limit.amount)))
                .expression_attribute_values(":amount", number(limit.amount));
            let update = match limit.maximum_per_hour {
                None => update.update_expression(TAKE_BACK),
                Some(_) => update
                    .update_expression(format!("{TAKE_BACK}, #hour :less"))
                    .expression_attribute_names("#hour", hour_attribute(now)),
            };
            let updated = update.send().await;
            match updated {
                Ok(_) => return Ok(()),
                Err(error) if update_condition_failed(&error) => {}
                Err(error) => return Err(StoreError::unavailable(OPERATION)(error)),
            }
        }
        Ok(())
    }

    /// Counts one towards a limit that refuses nothing.
    pub async fn note(&self, limit: &SharedLimit, now: Timestamp) -> Result<(), StoreError> {
        self.count(limit, now).await.map(drop)
    }

    /// Returns the count of the present window and the one before it.
    #[instrument(level = "debug", skip_all)]
    pub async fn recent(&self, limit: &SharedLimit, now: Timestamp) -> Result<u32, StoreError> {
        let item_keys = recent_keys(&self.0.name, limit, now);
        let mut batch = BatchGet::load(&self.0.client, "reading a shared limit", &item_keys).await?;
        sum_counters(&mut batch, &item_keys)
    }

    async fn count_in(
        &self,
        limit: &SharedLimit,
        shard: u32,
        maximum: u32,
        now: Timestamp,
    ) -> Result<CountOutcome, StoreError> {
        if maximum < limit.amount || limit.maximum_per_hour == Some(0) {
            return Ok(CountOutcome::Reached { until: limit.window_end(now) });
        }
        match self.count_update(limit, shard, maximum, now).send().await {
            Ok(_) => Ok(CountOutcome::Allowed),
            Err(error) if update_condition_failed(&error) => {
                let is_full = counted(&error).is_none_or(|counted| counted > maximum - limit.amount);
                let until = if is_full { limit.window_end(now) } else { SharedLimit::hour_end(now) };
                Ok(CountOutcome::Reached { until })
            }
            Err(error) => Err(StoreError::unavailable(OPERATION)(error)),
        }
    }

    /// Returns the update that counts one in a shard, on the condition that the limit is not reached.
    fn count_update(
        &self,
        limit: &SharedLimit,
        shard: u32,
        maximum: u32,
        now: Timestamp,
    ) -> UpdateItemFluentBuilder {
        // The counter is still read in the next window.
        let expires = limit.window_end(now).as_second().saturating_add(limit.window_seconds);
        let update = self
            .0
            .client
            .update_item()
            .table_name(&self.0.name)
            .set_key(Some(key(name(limit, limit.window(now), shard))))
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld)
            .expression_attribute_values(":expires", number(expires))
            .expression_attribute_values(":amount", number(limit.amount))
            .expression_attribute_values(":highest", number(maximum - limit.amount));
        match limit.maximum_per_hour {
            None => update.update_expression(COUNT).condition_expression(BELOW),
            Some(per_hour) => update
                .update_expression(format!("{COUNT}, #hour :amount"))
                .condition_expression(format!("({BELOW}) AND ({BELOW_PER_HOUR})"))
                .expression_attribute_names("#hour", hour_attribute(now))
                .expression_attribute_values(":per_hour", number(per_hour)),
        }
    }
}

const COUNT: &str = "SET expires = :expires ADD counted :amount";
const TAKE_BACK: &str = "ADD counted :less";
const BELOW: &str = "attribute_not_exists(counted) OR counted <= :highest";
const BELOW_PER_HOUR: &str = "attribute_not_exists(#hour) OR #hour < :per_hour";

/// Returns the attribute that counts the hour that `now` lies in.
fn hour_attribute(now: Timestamp) -> String {
    format!("hour_{}", SharedLimit::hour(now))
}

/// Returns the count of the window, as the answer to a condition that failed has it.
fn counted<R>(error: &SdkError<UpdateItemError, R>) -> Option<u32> {
    let Some(UpdateItemError::ConditionalCheckFailedException(failed)) = error.as_service_error() else {
        return None;
    };
    failed.item()?.get("counted")?.as_n().ok()?.parse().ok()
}

/// Returns the keys of the counters of the present window and the one before it.
pub(crate) fn recent_keys(table: &str, limit: &SharedLimit, now: Timestamp) -> Vec<ItemKey> {
    let window = limit.window(now);
    let windows = [window, window.saturating_sub(1)];
    windows.iter().flat_map(|window| window_keys(table, limit, *window)).collect()
}

/// Returns the keys of the counters of one window.
fn window_keys(table: &str, limit: &SharedLimit, window: i64) -> Vec<ItemKey> {
    (0..shards(limit)).map(|shard| ItemKey::new(table, name(limit, window, shard))).collect()
}

/// Returns the sum of the counters under these keys.
pub(crate) fn sum_counters(batch: &mut BatchGet, item_keys: &[ItemKey]) -> Result<u32, StoreError> {
    let mut counts =
        item_keys.iter().filter_map(|item_key| batch.take(item_key)).map(|item| item.number("counted"));
    counts.try_fold(0_u32, |sum, count| Ok(sum.saturating_add(count?)))
}

/// Returns the number of shards. The counter of failed guesses refuses nothing and is read with every challenge, so it
/// is one item: the limits of accounts and address blocks leave few guesses that it counts.
fn shards(limit: &SharedLimit) -> u32 {
    if (SHARDING_THRESHOLD..u32::MAX).contains(&limit.maximum) { SHARDS } else { 1 }
}

/// Returns a shard's share of a maximum. All shares add up to the maximum.
fn share(maximum: u32, shards: u32, shard: u32) -> u32 {
    maximum / shards + u32::from(shard < maximum % shards)
}

fn name(limit: &SharedLimit, window: i64, shard: u32) -> String {
    format!("COUNT#{}#{window}#{shard}", limit.key)
}

#[cfg(test)]
mod tests {
    use super::share;

    #[test]
    fn shares_of_a_sharded_limit_add_up_to_it() {
        for maximum in [10_000, 10_001, 10_007, 1_000_000] {
            assert_eq!((0..8).map(|shard| share(maximum, 8, shard)).sum::<u32>(), maximum);
        }
    }
}
