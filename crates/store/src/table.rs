//! Calls that several stores make.

use aws_sdk_dynamodb::{
    Client,
    error::SdkError,
    operation::{
        put_item::PutItemError, transact_write_items::TransactWriteItemsError, update_item::UpdateItemError,
    },
    types::{ConditionCheck, Put, TransactWriteItem},
};

use crate::{
    StoreError,
    item::{Attributes, Item, attributes, number, text},
};

/// A table whose items have one key attribute, or two.
#[derive(Debug, Clone)]
pub(crate) struct Table {
    pub(crate) client: Client,
    pub(crate) name: String,
}

impl Table {
    /// Loads the item under a key by a consistent read.
    pub(crate) async fn load(
        &self,
        operation: &'static str,
        key: Attributes,
    ) -> Result<Option<Item>, StoreError> {
        let name = key_name(&key);
        let request = self.client.get_item().table_name(&self.name).set_key(Some(key)).consistent_read(true);
        let item = request.send().await.map_err(StoreError::unavailable(operation))?.item;
        Ok(item.map(|attributes| Item::new(name, attributes)))
    }

    /// Commits all writes or none. A condition that fails is a [`StoreError::Conflict`].
    pub(crate) async fn commit(
        &self,
        operation: &'static str,
        items: Vec<TransactWriteItem>,
    ) -> Result<(), StoreError> {
        let committed = self.client.transact_write_items().set_transact_items(Some(items)).send().await;
        match committed {
            Ok(_) => Ok(()),
            Err(error) if is_lost_race(&error) => Err(StoreError::Conflict),
            Err(error) => Err(StoreError::unavailable(operation)(error)),
        }
    }
}

/// Returns a key of a table with one key attribute.
pub(crate) fn key(pk: impl Into<String>) -> Attributes {
    attributes([("pk", text(pk))])
}

/// Returns a key of a table with a partition key and a sort key.
pub(crate) fn sorted_key(pk: impl Into<String>, sk: impl Into<String>) -> Attributes {
    attributes([("pk", text(pk)), ("sk", text(sk))])
}

pub(crate) fn key_name(key: &Attributes) -> String {
    let part = |name: &str| key.get(name).and_then(|value| value.as_s().ok());
    [part("pk"), part("sk")].into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join("/")
}

/// Returns the put of an item, on the condition that the stored version is the one that was read; `None` for an item
/// that must not exist yet.
pub(crate) fn put_version(
    table: &str,
    item: Attributes,
    read: Option<u64>,
) -> Result<TransactWriteItem, StoreError> {
    let put = Put::builder()
        .table_name(table)
        .set_item(Some(item))
        .condition_expression(unchanged_condition(read))
        .set_expression_attribute_values(read.map(version_value))
        .build()
        .map_err(StoreError::unavailable("writing a transaction"))?;
    Ok(TransactWriteItem::builder().put(put).build())
}

/// Returns a check of the condition of [`put_version`] that writes nothing.
pub(crate) fn check_version(
    table: &str,
    key: Attributes,
    read: Option<u64>,
) -> Result<TransactWriteItem, StoreError> {
    let check = ConditionCheck::builder()
        .table_name(table)
        .set_key(Some(key))
        .condition_expression(unchanged_condition(read))
        .set_expression_attribute_values(read.map(version_value))
        .build()
        .map_err(StoreError::unavailable("writing a transaction"))?;
    Ok(TransactWriteItem::builder().condition_check(check).build())
}

const fn unchanged_condition(read: Option<u64>) -> &'static str {
    if read.is_some() { "version = :read" } else { "attribute_not_exists(pk)" }
}

fn version_value(version: u64) -> Attributes {
    attributes([(":read", number(version))])
}

/// Returns whether the condition of a put failed.
pub(crate) fn put_condition_failed<R>(error: &SdkError<PutItemError, R>) -> bool {
    error.as_service_error().is_some_and(PutItemError::is_conditional_check_failed_exception)
}

/// Returns whether the condition of an update failed.
pub(crate) fn update_condition_failed<R>(error: &SdkError<UpdateItemError, R>) -> bool {
    error.as_service_error().is_some_and(UpdateItemError::is_conditional_check_failed_exception)
}

/// Returns whether a put lost a race: its condition failed, or a transaction was writing the item at that moment.
pub(crate) fn put_lost_race<R>(error: &SdkError<PutItemError, R>) -> bool {
    put_condition_failed(error)
        || error.as_service_error().is_some_and(PutItemError::is_transaction_conflict_exception)
}

/// Returns whether an update lost a race: its condition failed, or a transaction was writing the item at that moment.
pub(crate) fn update_lost_race<R>(error: &SdkError<UpdateItemError, R>) -> bool {
    update_condition_failed(error)
        || error.as_service_error().is_some_and(UpdateItemError::is_transaction_conflict_exception)
}

/// Returns whether a transaction was cancelled because of other writes only.
fn is_lost_race<R>(error: &SdkError<TransactWriteItemsError, R>) -> bool {
    let Some(TransactWriteItemsError::TransactionCanceledException(cancelled)) = error.as_service_error()
    else {
        return false;
    };
    let mut codes = cancelled.cancellation_reasons().iter().filter_map(|reason| reason.code());
    let races = ["None", "ConditionalCheckFailed", "TransactionConflict"];
    !cancelled.cancellation_reasons().is_empty() && codes.all(|code| races.contains(&code))
}
