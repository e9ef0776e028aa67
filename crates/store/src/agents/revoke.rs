//! Revocation of agents.

use domain::Event;
use jiff::Timestamp;
use tracing::instrument;

use super::{Agents, KnownAgent, item};
use crate::{StoreError, audit::Record, table::put_version};

/// The outcome of revoking an agent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Revoked {
    /// It is revoked: from now on its requests are refused, and no password is sealed to it.
    Now,
    /// It was revoked before.
    Before,
    /// There is no agent of this id.
    Unknown,
}

impl Agents {
    /// Revokes an agent. Its keys stay stored, so that they are never enrolled again.
    #[instrument(level = "debug", skip_all)]
    pub async fn revoke(&self, id: &str, audit: &str, now: Timestamp) -> Result<Revoked, StoreError> {
        let Some(known) = self.find(id).await? else { return Ok(Revoked::Unknown) };
        if known.revoked_at.is_some() {
            return Ok(Revoked::Before);
        }
        let read = known.version;
        let revoked = KnownAgent { revoked_at: Some(now), version: read + 1, ..known };
        let once = format!("agent#{id}#{}", revoked.version);
        let about = vec![("agent", id.to_owned())];
        let record = Record { id: once, at: now, about, event: &Event::AgentRevoked };
        let items =
            vec![put_version(&self.settings.name, item::write(&revoked)?, Some(read))?, record.put(audit)?];
        self.settings.commit("revoking an agent", items).await?;
        Ok(Revoked::Now)
    }
}
