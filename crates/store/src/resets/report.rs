//! Reads the reset that an agent's report belongs to.

use domain::{Reset, ResetId};
use tracing::instrument;

use super::{LoadedReset, Resets, loaded, read};
use crate::{
    StoreError,
    agents::{Agents, KnownAgent},
    batch_get::BatchGet,
    limits::limits_key,
    table::key,
};

/// A reset as it was read, without the limits of its account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionedReset {
    pub reset: Reset,
    pub(super) version: u64,
}

impl Resets {
    /// Loads the agent and the reset that an unverified request names.
    #[instrument(level = "debug", skip_all)]
    pub async fn load_for_report(
        &self,
        agents: &Agents,
        agent: &str,
        id: &ResetId,
    ) -> Result<(Option<KnownAgent>, Option<VersionedReset>), StoreError> {
        let (agent, reset) = (agents.item_key(agent), self.item_key(id));
        let item_keys = [agent.clone(), reset.clone()];
        let mut batch = BatchGet::load(&self.tables.resets.client, "loading a report", &item_keys).await?;
        let agent = batch.take(&agent).as_ref().map(Agents::read).transpose()?;
        Ok((agent, read(id, batch.take(&reset).as_ref())?))
    }

    /// Loads the limits of the reset's account.
    #[instrument(level = "debug", skip_all)]
    pub async fn with_limits(&self, versioned: VersionedReset) -> Result<LoadedReset, StoreError> {
        let limits_item = key(limits_key(&versioned.reset.subject().account));
        let limits_item = self.tables.accounts.load("loading the limits of an account", limits_item).await?;
        loaded(versioned, limits_item.as_ref())
    }
}
