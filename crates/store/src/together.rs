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
pub(crate) struct Place {
    table: String,
    pk: String,
    sk: Option<String>,
}

impl Place {
    /// Makes the key of an item in a table with one key attribute.
    pub(crate) fn new(table: &str, pk: impl Into<String>) -> Self {
        Self { table: table.to_owned(), pk: pk.into(), sk: None }
    }

    /// Makes the key of an item in a table with a sort key.
    pub(crate) fn sorted(table: &str, pk: impl Into<String>, sk: impl Into<String>) -> Self {
        Self { sk: Some(sk.into()), ..Self::new(table, pk) }
    }

    fn key(&self) -> Attributes {
        self.sk.as_ref().map_or_else(|| key(&self.pk), |sk| sorted_key(&self.pk, sk))
    }
}

/// DynamoDB returned some items only, as it does if the items exceed its limits.
#[derive(Debug, thiserror::Error)]
#[error("not every item was read")]
struct Incomplete;

/// The items that one call found.
#[derive(Debug)]
pub(crate) struct BatchGet(HashMap<Place, Attributes>);

impl BatchGet {
    /// Reads at most a hundred items by consistent reads. Without keys it makes no call.
    pub(crate) async fn load(
        client: &Client,
        operation: &'static str,
        places: &[Place],
    ) -> Result<Self, StoreError> {
        let mut found = Self(HashMap::with_capacity(places.len()));
        if places.is_empty() {
            return Ok(found);
        }
        let reading = client.batch_get_item().set_request_items(Some(keys_of(operation, places)?));
        let answer = reading.send().await.map_err(StoreError::unavailable(operation))?;
        if answer.unprocessed_keys.is_some_and(|left| !left.is_empty()) {
            return Err(StoreError::unavailable(operation)(Incomplete));
        }
        for (table, items) in answer.responses.unwrap_or_default() {
            found.0.extend(items.into_iter().filter_map(|item| Some((place_of(&table, &item)?, item))));
        }
        Ok(found)
    }

    /// Takes the item of a key out of the batch.
    pub(crate) fn take(&mut self, place: &Place) -> Option<Item> {
        self.0.remove(place).map(|attributes| Item::new(key_name(&place.key()), attributes))
    }
}

fn place_of(table: &str, item: &Attributes) -> Option<Place> {
    let part = |name: &str| item.get(name).and_then(|value| value.as_s().ok()).cloned();
    Some(Place { table: table.to_owned(), pk: part("pk")?, sk: part("sk") })
}

fn keys_of(
    operation: &'static str,
    places: &[Place],
) -> Result<HashMap<String, KeysAndAttributes>, StoreError> {
    let mut keys: HashMap<&str, Vec<Attributes>> = HashMap::new();
    for place in places {
        keys.entry(&place.table).or_default().push(place.key());
    }
    let asked = keys.into_iter().map(|(table, keys)| {
        let keys = KeysAndAttributes::builder().set_keys(Some(keys)).consistent_read(true).build();
        Ok((table.to_owned(), keys.map_err(StoreError::unavailable(operation))?))
    });
    asked.collect()
}
