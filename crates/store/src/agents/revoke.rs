//! Revocation of agents.

use domain::Event;
use jiff::Timestamp;
use tracing::instrument;

use super::{Agents, KnownAgent, item};
use crate::{
    StoreError,
    audit::{AuditTable, Record},
    table::put_version,
};

/// The outcome of revoking an agent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RevokeOutcome {
    /// The agent is revoked: from now on its requests are refused, and no password is sealed to it.
    Revoked,
    /// The agent was revoked before.
    AlreadyRevoked,
    /// There is no agent of this id.
    AgentUnknown,
}

impl Agents {
    /// Revokes an agent. Its keys stay stored, so that they are never enrolled again.
    #[instrument(level = "debug", skip_all)]
    pub async fn revoke(
        &self,
        id: &str,
        audit: &AuditTable,
        now: Timestamp,
    ) -> Result<RevokeOutcome, StoreError> {
        let Some(agent) = self.find(id).await? else { return Ok(RevokeOutcome::AgentUnknown) };
        if agent.revoked_at.is_some() {
            return Ok(RevokeOutcome::AlreadyRevoked);
        }
        let read = agent.version;
        let revoked = KnownAgent { revoked_at: Some(now), version: read + 1, ..agent };
        let occurrence = format!("agent#{id}#{}", revoked.version);
        let subjects = vec![("agent", id.to_owned())];
        let record = Record { id: occurrence, at: now, subjects, event: &Event::AgentRevoked };
        let items =
            vec![put_version(&self.settings.name, item::write(&revoked)?, Some(read))?, record.put(audit)?];
        self.settings.commit("revoking an agent", items).await?;
        Ok(RevokeOutcome::Revoked)
    }
}
