//! Which agent keeps the cloud in step with the directory: one at a time, by a lease with a fence that grows with every
//! change of leader. The fence, the order of batches and the place where the next sync begins are one item, changed by
//! conditional updates only.

use agent_protocol::sync::LEADER_LEASE_SECONDS;
use aws_sdk_dynamodb::{
    Client,
    operation::update_item::builders::UpdateItemFluentBuilder,
    types::{AttributeValue, ReturnValue},
};
use jiff::Timestamp;
use tracing::instrument;

use crate::{
    StoreError,
    item::{Item, number, text},
    table::{Table, sorted_key, update_refused},
};

const LEADING: &str = "leading a sync";

/// The lease, in the table of settings.
#[derive(Debug, Clone)]
pub struct LeaderLease(Table);

/// Who leads, as the agent that asked may know it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Leading {
    /// Whether it leads.
    pub leads: bool,
    /// The leader's fence.
    pub fence: u64,
    /// Where the last finished sync ended.
    pub cookie: Option<String>,
}

/// A step of a sync, as its leader sends it.
#[derive(Debug, Clone, Copy)]
pub struct Step<'a> {
    /// The agent.
    pub agent: &'a str,
    /// Its fence.
    pub fence: u64,
    /// Names the sync.
    pub sync: &'a str,
}

/// A sync of which every batch was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Whole {
    /// When its first batch came.
    pub began_at: Timestamp,
    /// The `NetBIOS` name of the domain that it told of; `None` where it told of nobody.
    pub domain: Option<String>,
}

impl LeaderLease {
    /// In this table.
    pub const fn new(client: Client, settings: String) -> Self {
        Self(Table { client, name: settings })
    }

    /// Keeps the lead of the agent that has it, or gives it to the one that asks where nobody has it.
    #[instrument(level = "debug", skip_all)]
    pub async fn take(&self, agent: &str, now: Timestamp) -> Result<Leading, StoreError> {
        let keep = self
            .update(agent, now)
            .update_expression("SET lead_until = :until")
            .condition_expression("leader = :me AND lead_until > :now")
            .expression_attribute_values(":now", number(now.as_second()));
        if let Some(kept) = taken(keep).await? {
            return leading(&kept);
        }
        let take_over = self
            .update(agent, now)
            .update_expression("SET leader = :me, lead_until = :until ADD fence :one")
            .condition_expression("attribute_not_exists(leader) OR lead_until <= :now")
            .expression_attribute_values(":now", number(now.as_second()))
            .expression_attribute_values(":one", number(1));
        match taken(take_over).await? {
            Some(new) => leading(&new),
            None => Ok(Leading::default()),
        }
    }

    /// Whether a batch may be taken: its sender leads, and it is the next of its sync, or the last one again.
    #[instrument(level = "debug", skip_all)]
    pub async fn admit_batch(
        &self,
        step: Step<'_>,
        batch: u32,
        domain: &str,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let update = self.update(step.agent, now).expression_attribute_values(":fence", number(step.fence));
        let update = update
            .expression_attribute_values(":sync", text(step.sync))
            .expression_attribute_values(":batch", number(batch));
        let update = if batch == 0 {
            update
                .update_expression(
                    "SET lead_until = :until, #sync = :sync, #domain = :domain, last_batch = :batch, began_at = :began",
                )
                .condition_expression("leader = :me AND fence = :fence")
                .expression_attribute_names("#domain", "domain")
                .expression_attribute_values(":domain", text(domain))
                .expression_attribute_values(":began", AttributeValue::S(now.to_string()))
        } else {
            update
                .update_expression("SET lead_until = :until, last_batch = :batch")
                .condition_expression(
                    "leader = :me AND fence = :fence AND #sync = :sync AND (last_batch = :batch OR last_batch = :before)",
                )
                .expression_attribute_values(":before", number(batch - 1))
        };
        Ok(taken(update.expression_attribute_names("#sync", "sync")).await?.is_some())
    }

    /// A sync, if every one of its batches was taken and its sender still leads.
    #[instrument(level = "debug", skip_all)]
    pub async fn admit_finish(
        &self,
        step: Step<'_>,
        batches: u32,
        now: Timestamp,
    ) -> Result<Option<Whole>, StoreError> {
        let update = self
            .update(step.agent, now)
            .update_expression("SET lead_until = :until")
            .expression_attribute_values(":fence", number(step.fence));
        let Some(last) = batches.checked_sub(1) else {
            // Nothing was told: only the place where the next sync begins is.
            let update = update.condition_expression("leader = :me AND fence = :fence");
            return Ok(taken(update).await?.map(|_| Whole { began_at: now, domain: None }));
        };
        let update = update
            .condition_expression("leader = :me AND fence = :fence AND #sync = :sync AND last_batch = :last")
            .expression_attribute_names("#sync", "sync")
            .expression_attribute_values(":sync", text(step.sync))
            .expression_attribute_values(":last", number(last));
        let whole =
            |item: Item| Ok(Whole { began_at: item.moment("began_at")?, domain: Some(item.text("domain")?) });
        taken(update).await?.map(whole).transpose()
    }

    /// Keeps the place where the next sync begins. False if somebody else leads by now.
    #[instrument(level = "debug", skip_all)]
    pub async fn keep_cookie(
        &self,
        step: Step<'_>,
        cookie: &str,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let update = self
            .update(step.agent, now)
            .update_expression("SET lead_until = :until, cookie = :cookie")
            .condition_expression("leader = :me AND fence = :fence")
            .expression_attribute_values(":fence", number(step.fence))
            .expression_attribute_values(":cookie", text(cookie));
        Ok(taken(update).await?.is_some())
    }

    fn update(&self, agent: &str, now: Timestamp) -> UpdateItemFluentBuilder {
        self.0
            .client
            .update_item()
            .table_name(&self.0.name)
            .set_key(Some(sorted_key("DIRECTORY", "LEAD")))
            .return_values(ReturnValue::AllNew)
            .expression_attribute_values(":me", text(agent))
            .expression_attribute_values(":until", number(now.as_second() + LEADER_LEASE_SECONDS))
    }
}

/// The item after an update, unless its condition did not hold.
async fn taken(update: UpdateItemFluentBuilder) -> Result<Option<Item>, StoreError> {
    match update.send().await {
        Ok(updated) => Ok(Some(Item::new("DIRECTORY/LEAD", updated.attributes.unwrap_or_default()))),
        Err(error) if update_refused(&error) => Ok(None),
        Err(error) => Err(StoreError::unavailable(LEADING)(error)),
    }
}

fn leading(item: &Item) -> Result<Leading, StoreError> {
    let cookie = item.optional("cookie", Item::text)?;
    Ok(Leading { leads: true, fence: item.number("fence")?, cookie })
}
