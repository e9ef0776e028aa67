//! Names that several accounts have, and that resolve to none of them.

use std::collections::BTreeSet;

use agent_protocol::sync::Clash;

use super::super::{Accounts, NameHolders, name_key};
use crate::{
    StoreError,
    batch_get::{BatchGet, ItemKey},
};

/// The maximum number of items that one call reads.
const MAX_BATCH_GET_ITEMS: usize = 100;

impl Accounts {
    /// Returns the clashes among these names (keyed hashes): the accounts that share a name.
    pub(super) async fn clashes(&self, mut names: Vec<String>) -> Result<Vec<Clash>, StoreError> {
        names.sort_unstable();
        names.dedup();
        let mut clashes = BTreeSet::new();
        for names in names.chunks(MAX_BATCH_GET_ITEMS) {
            let item_keys: Vec<_> =
                names.iter().map(|name| ItemKey::new(&self.0.name, name_key(name))).collect();
            let mut batch = BatchGet::load(&self.0.client, "looking for shared names", &item_keys).await?;
            for item_key in &item_keys {
                let Some(item) = batch.take(item_key) else { continue };
                let holders = NameHolders::read(&item)?.leading();
                if holders.len() > 1 {
                    clashes.insert(holders.into_iter().collect::<Vec<_>>());
                }
            }
        }
        Ok(clashes.into_iter().map(|accounts| Clash { accounts }).collect())
    }
}
