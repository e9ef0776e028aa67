//! Items of several tables, read in one call.

use std::collections::HashMap;

use aws_sdk_dynamodb::{Client, types::KeysAndAttributes};

use crate::{
    StoreError,
    item::{Attributes, Item},
    table::key,
};

/// Where an item lies: a table whose items have one key attribute, and the key.
pub(crate) type Place = (String, String);

/// The table answered for some items only, as it does when it is asked for more than it takes.
#[derive(Debug, thiserror::Error)]
#[error("not every item was read")]
struct Incomplete;

/// What one call found.
#[derive(Debug)]
pub(crate) struct Together(HashMap<Place, Attributes>);

impl Together {
    /// Reads at most a hundred items (none at all without a call), each as it is at this moment.
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
            for item in items {
                if let Some(pk) = item.get("pk").and_then(|value| value.as_s().ok()).cloned() {
                    found.0.insert((table.clone(), pk), item);
                }
            }
        }
        Ok(found)
    }

    /// Takes out what was found in a place.
    pub(crate) fn take(&mut self, place: &Place) -> Option<Item> {
        self.0.remove(place).map(|attributes| Item::new(place.1.clone(), attributes))
    }
}

fn keys_of(
    operation: &'static str,
    places: &[Place],
) -> Result<HashMap<String, KeysAndAttributes>, StoreError> {
    let mut keys: HashMap<&str, Vec<Attributes>> = HashMap::new();
    for (table, pk) in places {
        keys.entry(table).or_default().push(key(pk));
    }
    let asked = keys.into_iter().map(|(table, keys)| {
        let keys = KeysAndAttributes::builder().set_keys(Some(keys)).consistent_read(true).build();
        Ok((table.to_owned(), keys.map_err(StoreError::unavailable(operation))?))
    });
    asked.collect()
}
