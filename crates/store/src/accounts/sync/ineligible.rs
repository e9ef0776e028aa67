//! Saves the accounts of a sync that may not reset.

use std::collections::BTreeSet;

use agent_protocol::sync::IneligibleAccount;
use aws_sdk_dynamodb::types::TransactWriteItem;
use crypto::destinations::NONCE_BYTES;
use domain::AccountId;
use tracing::instrument;

use super::{
    super::{
        Accounts,
        ineligible::{self, Ineligible},
    },
    Batch, OPERATION, digest,
    names::Names,
};
use crate::{StoreError, batch_get::ItemKey, table::put_version};

impl Accounts {
    /// Saves accounts that may not reset. An unchanged one is only marked as synced. `nonces` draws the random bytes for
    /// encryption.
    ///
    /// An account that may still reset stays as it is until the sync says that it is gone.
    #[instrument(level = "debug", skip_all)]
    pub async fn save_ineligible<E>(
        &self,
        batch: &Batch<'_>,
        synced: &[IneligibleAccount],
        mut nonces: impl FnMut() -> Result<[u8; NONCE_BYTES], E>,
    ) -> Result<Result<(), E>, StoreError> {
        let item_key = |id: &str| ItemKey::new(&self.0.name, ineligible::key(&AccountId(id.to_owned())));
        let item_keys: Vec<ItemKey> = synced.iter().map(|synced| item_key(&synced.id)).collect();
        let mut found = self.batch_get(&item_keys).await?;
        for (synced, item_key) in synced.iter().zip(&item_keys) {
            let stored = found.take(item_key).map(|item| ineligible::read(&item)).transpose()?;
            let nonce = match nonces() {
                Ok(nonce) => nonce,
                Err(error) => return Ok(Err(error)),
            };
            let account = from_directory(batch, synced, stored.as_ref(), nonce)?;
            match stored {
                Some(stored) if stored.digest == account.digest => {
                    self.mark(stored.key(), stored.version, batch.at).await?;
                }
                stored => self.replace_ineligible(stored.as_ref(), &account).await?,
            }
        }
        Ok(Ok(()))
    }

    async fn replace_ineligible(&self, old: Option<&Ineligible>, new: &Ineligible) -> Result<(), StoreError> {
        let mut items = self.rename_ineligible(old, Some(new))?;
        items.push(put_version(&self.0.name, ineligible::write(new), old.map(|old| old.version))?);
        self.0.commit(OPERATION, items).await
    }

    /// Returns the writes that bring the index from the old names of an account to the new ones.
    pub(super) fn rename_ineligible(
        &self,
        old: Option<&Ineligible>,
        new: Option<&Ineligible>,
    ) -> Result<Vec<TransactWriteItem>, StoreError> {
        let Some(Ineligible { id, .. }) = new.or(old) else { return Ok(Vec::new()) };
        let all: BTreeSet<&String> = old.into_iter().chain(new).flat_map(|account| &account.names).collect();
        let is_kept = |hash: &String| new.is_some_and(|new| new.names.contains(hash));
        let expression = |hash| if is_kept(hash) { "ADD ineligible :id" } else { "DELETE ineligible :id" };
        all.into_iter().map(|hash| self.index(hash, expression(hash), id)).collect()
    }
}

fn from_directory(
    batch: &Batch<'_>,
    synced: &IneligibleAccount,
    stored: Option<&Ineligible>,
    nonce: [u8; NONCE_BYTES],
) -> Result<Ineligible, StoreError> {
    let id = AccountId(synced.id.clone());
    let Names { own, aliases } = Names::new(synced, batch.domain, batch.keys.names);
    Ok(Ineligible {
        sealed: ineligible::seal(&id, synced.reason, &synced.mail, batch.keys.destinations, nonce)?,
        language: synced.language.clone(),
        names: own.into_iter().chain(aliases).collect(),
        domain: batch.domain.netbios.clone(),
        digest: digest("ineligible", synced, &[], batch)?,
        synced_at: batch.at,
        version: stored.map_or(1, |stored| stored.version + 1),
        id,
    })
}
