//! Key files: readable by their owner only, replaced atomically, overwritten before they are removed.

use std::{
    fs::{self, File, OpenOptions},
    io::Write as _,
    os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _},
    path::Path,
};

use agent_protocol::sealing::PrivateKey;
use anyhow::Context as _;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::Keys;
use crate::configuration::{AgentId, secret_file};

/// Keys as they are stored. The text is wiped when it is dropped.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct StoredKeys {
    agent: String,
    signing_key: Zeroizing<String>,
    sealing_key: Zeroizing<String>,
    made_at: i64,
}

/// A retired sealing key, which no page is given any more.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct StoredSealingKey {
    sealing_key: Zeroizing<String>,
    destroy_at: i64,
}

pub(super) fn make_folder(folder: &Path) -> anyhow::Result<()> {
    let made = fs::DirBuilder::new().recursive(true).mode(0o700).create(folder);
    made.with_context(|| format!("making the folder {}", folder.display()))
}

pub(super) fn write_keys(path: &Path, agent: &AgentId, keys: &Keys) -> anyhow::Result<()> {
    let stored = StoredKeys {
        agent: agent.as_str().to_owned(),
        signing_key: Zeroizing::new(URL_SAFE_NO_PAD.encode(keys.seed.as_slice())),
        sealing_key: keys.sealing.encode(),
        made_at: keys.made_at,
    };
    replace(path, &stored)
}

pub(super) fn read_keys(path: &Path) -> anyhow::Result<(AgentId, Keys)> {
    let stored: StoredKeys = read(path)?;
    let mut seed = Zeroizing::new([0; 32]);
    let length = URL_SAFE_NO_PAD.decode_slice(stored.signing_key.as_str(), seed.as_mut_slice());
    anyhow::ensure!(matches!(length, Ok(32)), "{} holds no signing key", path.display());
    let sealing = PrivateKey::parse(&stored.sealing_key)
        .with_context(|| format!("{} holds no sealing key", path.display()))?;
    let agent = AgentId::try_from(stored.agent).map_err(anyhow::Error::msg)?;
    Ok((agent, Keys { seed, sealing, made_at: stored.made_at }))
}

pub(super) fn write_retired(path: &Path, sealing: &PrivateKey, destroy_at: i64) -> anyhow::Result<()> {
    replace(path, &StoredSealingKey { sealing_key: sealing.encode(), destroy_at })
}

pub(super) fn read_retired(path: &Path) -> anyhow::Result<(PrivateKey, i64)> {
    let stored: StoredSealingKey = read(path)?;
    let sealing = PrivateKey::parse(&stored.sealing_key)
        .with_context(|| format!("{} holds no sealing key", path.display()))?;
    Ok((sealing, stored.destroy_at))
}

/// Overwrites and removes a file. The content of a removed file may stay on the disk for a long time.
pub(super) fn destroy(path: &Path) -> anyhow::Result<()> {
    let overwrite = || {
        let length = usize::try_from(fs::metadata(path)?.len()).unwrap_or(0);
        let mut file = OpenOptions::new().write(true).open(path)?;
        file.write_all(&vec![0; length])?;
        file.sync_all()?;
        fs::remove_file(path)
    };
    overwrite().with_context(|| format!("destroying {}", path.display()))
}

fn read<T: serde::de::DeserializeOwned>(path: &Path) -> anyhow::Result<T> {
    let text = secret_file::read(path)?;
    // The message of serde_json would quote a part of the file.
    serde_json::from_str(&text).map_err(|error| {
        anyhow::anyhow!("{} is not what this agent writes (line {})", path.display(), error.line())
    })
}

fn replace<T: Serialize>(path: &Path, stored: &T) -> anyhow::Result<()> {
    let text = Zeroizing::new(serde_json::to_vec(stored).context("writing keys")?);
    let new = path.with_extension("new");
    let write = || {
        let _leftover = fs::remove_file(&new);
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&new)?;
        file.write_all(&text)?;
        file.sync_all()?;
        fs::rename(&new, path)?;
        path.parent().map_or(Ok(()), |folder| File::open(folder)?.sync_all())
    };
    write().with_context(|| format!("writing {}", path.display()))
}
