//! Replacement of an agent's keys.

use agent_protocol::enrollment::RollKeys;
use aws_lc_rs::signature::{ED25519, UnparsedPublicKey};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::Event;
use jiff::Timestamp;
use tracing::instrument;

use super::{Agents, KnownAgent, item};
use crate::{
    StoreError,
    audit::{AuditTable, Record},
    table::put_version,
};

/// The reason why an agent keeps its old keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RollRefusal {
    /// The keys are not two keys of 32 bytes.
    NotKeys,
    /// The request does not prove possession of the new signing key.
    NotProved,
    /// An agent has or had one of the keys.
    KeyKnown,
}

impl RollRefusal {
    /// Returns the refusal's name in the log.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotKeys => "not-keys",
            Self::NotProved => "not-proved",
            Self::KeyKnown => "key-known",
        }
    }
}

impl Agents {
    /// Replaces an agent's keys. Requests signed with the old ones are refused from now on.
    #[instrument(level = "debug", skip_all)]
    pub async fn roll_keys(
        &self,
        agent: KnownAgent,
        request: &RollKeys,
        audit: &AuditTable,
        now: Timestamp,
    ) -> Result<Result<(), RollRefusal>, StoreError> {
        if !item::are_keys(&request.keys) {
            return Ok(Err(RollRefusal::NotKeys));
        }
        if !is_proved(&agent.id, request) {
            return Ok(Err(RollRefusal::NotProved));
        }
        if self.has_key(&request.keys).await? {
            return Ok(Err(RollRefusal::KeyKnown));
        }
        let read = agent.version;
        let rolled = KnownAgent { keys: request.keys.clone(), keys_at: now, version: read + 1, ..agent };
        let occurrence = format!("agent#{}#{}", rolled.id, rolled.version);
        let subjects = vec![("agent", rolled.id.clone()), ("fingerprint", rolled.keys.fingerprint())];
        let record = Record { id: occurrence, at: now, subjects, event: &Event::AgentKeysRolled };
        let mut items =
            vec![put_version(&self.settings.name, item::write(&rolled)?, Some(read))?, record.put(audit)?];
        items.extend(item::put_keys(&self.settings.name, &request.keys)?);
        self.settings.commit("rolling an agent's keys", items).await.map(Ok)
    }
}

fn is_proved(agent: &str, request: &RollKeys) -> bool {
    let (Ok(key), Ok(proof)) =
        (URL_SAFE_NO_PAD.decode(&request.keys.signing_key), URL_SAFE_NO_PAD.decode(&request.proof))
    else {
        return false;
    };
    let signed = request.keys.proof_text(agent);
    UnparsedPublicKey::new(&ED25519, key).verify(signed.as_bytes(), &proof).is_ok()
}
