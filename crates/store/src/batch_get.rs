//! Items of several tables, read in one call (`BatchGetItem`).

use std::collections::HashMap;

use aws_sdk_dynamodb::{Client, types::KeysAndAttributes};

use crate::{
    StoreError,
    item::{Attributes, Item},
    table::{key, key_name, sorted_key},
};

/// The key of an item and its table.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct ItemKey {
    table: String,
    pk: String,
    sk: Option<String>,
}

impl ItemKey {
    /// Makes the key of an item in a table with one key attribute.
    pub(crate) fn new(table: &str, pk: impl Into<String>) -> Self {
        Self { table: table.to_owned(), pk: pk.into(), sk: None }
    }

    /// Makes the key of an item in a table with a sort key.
    pub(crate) fn sorted(table: &str, pk: impl Into<String>, sk: impl Into<String>) -> Self {
        Self { sk: Some(sk.into()), ..Self::new(table, pk) }
    }

    fn from_item(table: &str, item: &Attributes) -> Option<Self> {
        let part = |name: &str| item.get(name).and_then(|value| value.as_s().ok()).cloned();
        Some(Self { table: table.to_owned(), pk: part("pk")?, sk: part("sk") })
    }

    fn attributes(&self) -> Attributes {
        self.sk.as_ref().map_or_else(|| key(&self.pk), |sk| sorted_key(&self.pk, sk))
    }
}

/// DynamoDB returned some items only, as it does if the items exceed its limits.
#[derive(Debug, thiserror::Error)]
#[error("not every item was read")]
struct Incomplete;

/// The items that one call found.
#[derive(Debug)]
pub(crate) struct BatchGet(HashMap<ItemKey, Attributes>);

impl BatchGet {
    /// Reads at most a hundred items by consistent reads. Without keys it makes no call.
    pub(crate) async fn load(
        client: &Client,
        operation: &'static str,
        keys: &[ItemKey],
    ) -> Result<Self, StoreError> {
        let mut batch = Self(HashMap::with_capacity(keys.len()));
        if keys.is_empty() {
            return Ok(batch);
        }
        let request = client.batch_get_item().set_request_items(Some(keys_by_table(operation, keys)?));
        let output = request.send().await.map_err(StoreError::unavailable(operation))?;
        if output.unprocessed_keys.is_some_and(|left| !left.is_empty()) {
            return Err(StoreError::unavailable(operation)(Incomplete));
        }
        for (table, items) in output.responses.unwrap_or_default() {
            let keyed = items.into_iter().filter_map(|item| Some((ItemKey::from_item(&table, &item)?, item)));
            batch.0.extend(keyed);
        }
        Ok(batch)
    }

    /// Takes the item of a key out of the batch.
    pub(crate) fn take(&mut self, key: &ItemKey) -> Option<Item> {
        self.0.remove(key).map(|attributes| Item::new(key_name(&key.attributes()), attributes))
    }
}

fn keys_by_table(
    operation: &'static str,
    keys: &[ItemKey],
) -> Result<HashMap<String, KeysAndAttributes>, StoreError> {
    let mut tables: HashMap<&str, Vec<Attributes>> = HashMap::new();
    for key in keys {
        tables.entry(&key.table).or_default().push(key.attributes());
    }
    let requests = tables.into_iter().map(|(table, keys)| {
        let keys = KeysAndAttributes::builder().set_keys(Some(keys)).consistent_read(true).build();
        Ok((table.to_owned(), keys.map_err(StoreError::unavailable(operation))?))
    });
    requests.collect()
}
