//! New keys in the place of old ones.

use agent_protocol::enrollment::RollKeys;
use aws_lc_rs::signature::{ED25519, UnparsedPublicKey};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::Event;
use jiff::Timestamp;
use tracing::instrument;

use super::{Agents, KnownAgent, item};
use crate::{StoreError, audit::Record, table::put_version};

/// Why the keys stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RollRefusal {
    /// Not two keys of 32 bytes.
    NotKeys,
    /// Who rolls does not hold the new signing key.
    NotProved,
    /// One of the keys is or was some agent's.
    KeyKnown,
}

impl RollRefusal {
    /// For the log.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotKeys => "not-keys",
            Self::NotProved => "not-proved",
            Self::KeyKnown => "key-known",
        }
    }
}

impl Agents {
    /// Puts new keys in the place of an agent's old ones; requests signed with those are refused from now on.
    #[instrument(level = "debug", skip_all)]
    pub async fn roll_keys(
        &self,
        agent: KnownAgent,
        asked: &RollKeys,
        audit: &str,
        now: Timestamp,
    ) -> Result<Result<(), RollRefusal>, StoreError> {
        if !item::are_keys(&asked.keys) {
            return Ok(Err(RollRefusal::NotKeys));
        }
        if !is_proved(&agent.id, asked) {
            return Ok(Err(RollRefusal::NotProved));
        }
        if self.is_known(&asked.keys).await? {
            return Ok(Err(RollRefusal::KeyKnown));
        }
        let read = agent.version;
        let rolled = KnownAgent { keys: asked.keys.clone(), keys_at: now, version: read + 1, ..agent };
        let once = format!("agent#{}#{}", rolled.id, rolled.version);
        let about = vec![("agent", rolled.id.clone()), ("fingerprint", rolled.keys.fingerprint())];
        let record = Record { id: once, at: now, about, event: &Event::AgentKeysRolled };
        let mut items =
            vec![put_version(&self.settings.name, item::write(&rolled)?, Some(read))?, record.put(audit)?];
        items.extend(item::give_keys(&self.settings.name, &asked.keys)?);
        self.settings.commit("rolling an agent's keys", items).await.map(Ok)
    }
}

fn is_proved(agent: &str, asked: &RollKeys) -> bool {
    let (Ok(key), Ok(proof)) =
        (URL_SAFE_NO_PAD.decode(&asked.keys.signing_key), URL_SAFE_NO_PAD.decode(&asked.proof))
    else {
        return false;
    };
    let signed = asked.keys.proof_text(agent);
    UnparsedPublicKey::new(&ED25519, key).verify(signed.as_bytes(), &proof).is_ok()
}
