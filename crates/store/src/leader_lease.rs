//! The lease of the agent that syncs the directory: one leader at a time, with a fence that grows with every change of
//! leader. Fence, sequence of batches and sync cookie are one item, changed by conditional updates only.

use agent_protocol::sync::{LEADER_LEASE_SECONDS, Loss};
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
    table::{Table, sorted_key, update_condition_failed},
};

const OPERATION: &str = "leading a sync";

/// The lease, in the table of settings.
#[derive(Debug, Clone)]
pub struct LeaderLease(Table);

/// The answer to an agent that asks to be the leader.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Leadership {
    /// Whether the agent is the leader.
    pub leads: bool,
    /// The fence of the agent's lease, if it is the leader.
    pub fence: u64,
    /// The cookie of the last finished sync, if it was made with these keys.
    pub cookie: Option<String>,
    /// Whether an administrator has accepted the loss for which the last full sync was not finished.
    pub is_loss_accepted: bool,
}

/// The identity of a sync, as its leader sends it.
#[derive(Debug, Clone, Copy)]
pub struct SyncStep<'a> {
    pub agent: &'a str,
    /// The fence of the agent's lease, which grows with each leader.
    pub fence: u64,
    /// The random id that the leader gave the sync.
    pub sync: &'a str,
}

/// A sync whose every batch was accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompleteSync {
    /// The moment of its first batch.
    pub began_at: Timestamp,
    /// The `NetBIOS` name of the synced domain; `None` if the sync had no batches.
    pub domain: Option<String>,
    /// The number of accounts that an administrator has allowed the next full sync to remove.
    pub accepted_loss: u64,
}

impl LeaderLease {
    /// Makes the lease in this table.
    pub const fn new(client: Client, settings: String) -> Self {
        Self(Table { client, name: settings })
    }

    /// Renews the lease of the agent that has it, or gives it to this agent if no agent has it. `keys` is the id of the
    /// keys that hash and encrypt accounts: with others, the next sync is a full one.
    #[instrument(level = "debug", skip_all)]
    pub async fn acquire(&self, agent: &str, keys: &str, now: Timestamp) -> Result<Leadership, StoreError> {
        let renewal = self
            .update(agent, now)
            .update_expression("SET lead_until = :until")
            .condition_expression("leader = :me AND lead_until > :now")
            .expression_attribute_values(":now", number(now.as_second()));
        if let Some(item) = updated_item(renewal).await? {
            return leadership(&item, keys);
        }
        let takeover = self
            .update(agent, now)
            .update_expression("SET leader = :me, lead_until = :until ADD fence :one")
            .condition_expression("attribute_not_exists(leader) OR lead_until <= :now")
            .expression_attribute_values(":now", number(now.as_second()))
            .expression_attribute_values(":one", number(1));
        match updated_item(takeover).await? {
            Some(item) => leadership(&item, keys),
            None => Ok(Leadership::default()),
        }
    }

    /// Returns whether a batch is accepted: its sender leads, and it is the next batch of its sync or the last one
    /// again.
    #[instrument(level = "debug", skip_all)]
    pub async fn accept_batch(
        &self,
        step: SyncStep<'_>,
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
        Ok(updated_item(update.expression_attribute_names("#sync", "sync")).await?.is_some())
    }

    /// Returns the sync, if every one of its batches was accepted and its sender still leads.
    #[instrument(level = "debug", skip_all)]
    pub async fn accept_finish(
        &self,
        step: SyncStep<'_>,
        batches: u32,
        now: Timestamp,
    ) -> Result<Option<CompleteSync>, StoreError> {
        let update = self
            .update(step.agent, now)
            .update_expression("SET lead_until = :until")
            .expression_attribute_values(":fence", number(step.fence));
        let Some(last) = batches.checked_sub(1) else {
            // Without batches there is only a new cookie.
            let update = update.condition_expression("leader = :me AND fence = :fence");
            let nothing = CompleteSync { began_at: now, domain: None, accepted_loss: 0 };
            return Ok(updated_item(update).await?.map(|_| nothing));
        };
        let update = update
            .condition_expression("leader = :me AND fence = :fence AND #sync = :sync AND last_batch = :last")
            .expression_attribute_names("#sync", "sync")
            .expression_attribute_values(":sync", text(step.sync))
            .expression_attribute_values(":last", number(last));
        let complete_sync = |item: Item| {
            let accepted_loss = item.optional("accepted_loss", Item::number)?.unwrap_or_default();
            let (began_at, domain) = (item.moment("began_at")?, Some(item.text("domain")?));
            Ok(CompleteSync { began_at, domain, accepted_loss })
        };
        updated_item(update).await?.map(complete_sync).transpose()
    }

    /// Notes the loss for which a full sync is not finished, so that an administrator can accept it. Returns false if
    /// the agent does not lead any more.
    #[instrument(level = "debug", skip_all)]
    pub async fn refuse_loss(
        &self,
        step: SyncStep<'_>,
        loss: Loss,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let update = self
            .update(step.agent, now)
            .update_expression("SET lead_until = :until, lost = :lost, known = :known REMOVE accepted_loss")
            .condition_expression("leader = :me AND fence = :fence")
            .expression_attribute_values(":fence", number(step.fence))
            .expression_attribute_values(":lost", number(loss.lost))
            .expression_attribute_values(":known", number(loss.known));
        Ok(updated_item(update).await?.is_some())
    }

    /// Accepts, once, the loss of accounts that stopped the last full sync. Returns `None` if there is none.
    #[instrument(level = "debug", skip_all)]
    pub async fn accept_loss(&self) -> Result<Option<Loss>, StoreError> {
        let update = self
            .item()
            .update_expression("SET accepted_loss = lost")
            .condition_expression("attribute_exists(lost)");
        let loss = |item: Item| Ok(Loss { lost: item.number("lost")?, known: item.number("known")? });
        updated_item(update).await?.map(loss).transpose()
    }

    /// Stores the cookie at which the next sync begins, and the id of the keys of this one, and forgets the loss that
    /// was accepted for it. Returns false if the agent does not lead any more.
    #[instrument(level = "debug", skip_all)]
    pub async fn save_cookie(
        &self,
        step: SyncStep<'_>,
        cookie: &str,
        keys: &str,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let update = self
            .update(step.agent, now)
            .update_expression(
                "SET lead_until = :until, cookie = :cookie, #keys = :keys REMOVE lost, known, accepted_loss",
            )
            .condition_expression("leader = :me AND fence = :fence")
            .expression_attribute_names("#keys", "keys")
            .expression_attribute_values(":fence", number(step.fence))
            .expression_attribute_values(":keys", text(keys))
            .expression_attribute_values(":cookie", text(cookie));
        Ok(updated_item(update).await?.is_some())
    }

    fn update(&self, agent: &str, now: Timestamp) -> UpdateItemFluentBuilder {
        self.item()
            .expression_attribute_values(":me", text(agent))
            .expression_attribute_values(":until", number(now.as_second() + LEADER_LEASE_SECONDS))
    }

    fn item(&self) -> UpdateItemFluentBuilder {
        self.0
            .client
            .update_item()
            .table_name(&self.0.name)
            .set_key(Some(sorted_key("DIRECTORY", "LEAD")))
            .return_values(ReturnValue::AllNew)
    }
}

/// Returns the item after an update; `None` if its condition failed.
async fn updated_item(update: UpdateItemFluentBuilder) -> Result<Option<Item>, StoreError> {
    match update.send().await {
        Ok(updated) => Ok(Some(Item::new("DIRECTORY/LEAD", updated.attributes.unwrap_or_default()))),
        Err(error) if update_condition_failed(&error) => Ok(None),
        Err(error) => Err(StoreError::unavailable(OPERATION)(error)),
    }
}

fn leadership(item: &Item, keys: &str) -> Result<Leadership, StoreError> {
    let is_same = item.optional("keys", Item::text)?.as_deref() == Some(keys);
    let cookie = item.optional("cookie", Item::text)?.filter(|_| is_same);
    let is_loss_accepted = item.optional::<u64>("accepted_loss", Item::number)?.is_some();
    Ok(Leadership { leads: true, fence: item.number("fence")?, cookie, is_loss_accepted })
}
