//! Conversion between an agent and its item.

use agent_protocol::{enrollment::PublicKeys, session::Health};
use aws_sdk_dynamodb::types::TransactWriteItem;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

use super::{AGENTS, KnownAgent, key_mark};
use crate::{
    StoreError,
    item::{Attributes, Item, attributes, moment, number, text},
    table::put_version,
};

pub(crate) fn read(item: &Item) -> Result<KnownAgent, StoreError> {
    let health = item.optional("health", Item::text)?;
    let health = health.map(|health| serde_json::from_str(&health)).transpose();
    Ok(KnownAgent {
        id: item.text("sk")?,
        keys: PublicKeys { signing_key: item.text("signing_key")?, sealing_key: item.text("sealing_key")? },
        enrolled_at: item.moment("enrolled_at")?,
        keys_at: item.moment("keys_at")?,
        revoked_at: item.optional("revoked_at", Item::moment)?,
        last_seen: item.optional("last_seen", Item::moment)?,
        agent_version: item.optional("agent_version", Item::text)?,
        // An agent of another version may have reported other members.
        health: health.ok().flatten().unwrap_or_else(Health::default),
        version: item.number("version")?,
    })
}

pub(crate) fn write(agent: &KnownAgent) -> Result<Attributes, StoreError> {
    let health = serde_json::to_string(&agent.health).map_err(StoreError::unavailable("writing an agent"))?;
    let mut item = attributes([
        ("pk", text(AGENTS)),
        ("sk", text(&agent.id)),
        ("version", number(agent.version)),
        ("signing_key", text(&agent.keys.signing_key)),
        ("sealing_key", text(&agent.keys.sealing_key)),
        ("enrolled_at", moment(agent.enrolled_at)),
        ("keys_at", moment(agent.keys_at)),
        ("health", text(health)),
    ]);
    item.extend(agent.revoked_at.map(|at| ("revoked_at".to_owned(), moment(at))));
    item.extend(agent.last_seen.map(|at| ("last_seen".to_owned(), moment(at))));
    item.extend(agent.agent_version.as_ref().map(|version| ("agent_version".to_owned(), text(version))));
    Ok(item)
}

/// Returns the writes that mark both keys as taken, on the condition that no agent has or had them.
pub(super) fn put_keys(table: &str, keys: &PublicKeys) -> Result<[TransactWriteItem; 2], StoreError> {
    Ok([
        put_version(table, key_mark("signing", &keys.signing_key), None)?,
        put_version(table, key_mark("sealing", &keys.sealing_key), None)?,
    ])
}

/// Returns whether both keys are 32 bytes in unpadded base64url.
pub(super) fn are_keys(keys: &PublicKeys) -> bool {
    let is_key = |key: &str| URL_SAFE_NO_PAD.decode(key).is_ok_and(|bytes| bytes.len() == 32);
    is_key(&keys.signing_key) && is_key(&keys.sealing_key)
}
