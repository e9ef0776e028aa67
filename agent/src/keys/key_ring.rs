//! All keys of the agent, and how they are rotated.
//!
//! A rotation has three steps. The next pair goes to disk. The cloud takes its public halves, signed with the current
//! pair. The next pair becomes the current one. The old signing key is destroyed at once, and the old sealing key
//! when nothing can be sealed to it any more. Whenever the agent crashes, the pair that the cloud knows is on disk.

use std::{
    fs, mem,
    path::{Path, PathBuf},
    sync::{Arc, PoisonError, RwLock},
};

use agent_protocol::{
    Envelope, Job,
    sealing::{self, Plaintext, PrivateKey},
};
use anyhow::Context as _;

use super::{Keys, file};
use crate::configuration::AgentId;

/// The seconds for which a retired key is kept. A reset lives 15 minutes, and a deferred order may wait 30 more; after
/// that, no job is sealed to the old key any more.
pub const RETIRED_KEY_TTL_SECONDS: i64 = 60 * 60;

const CURRENT: &str = "current.json";
const NEXT: &str = "next.json";
const OLD: &str = "old.json";
const RETIRED: &str = "retired-";

/// The keys of an enrolled agent.
#[derive(Debug)]
pub struct KeyRing {
    agent: AgentId,
    folder: PathBuf,
    key_set: RwLock<KeySet>,
}

#[derive(Debug)]
struct KeySet {
    current: Arc<Keys>,
    next: Option<Arc<Keys>>,
    retired: Vec<RetiredKey>,
}

#[derive(Debug)]
struct RetiredKey {
    sealing: PrivateKey,
    destroy_at: i64,
    path: PathBuf,
}

impl KeyRing {
    /// Returns whether an agent is enrolled with keys in this folder.
    pub fn exists(folder: &Path) -> bool {
        folder.join(CURRENT).exists()
    }

    /// Opens the keys of the agent that was enrolled here.
    pub fn open(folder: &Path) -> anyhow::Result<Self> {
        anyhow::ensure!(
            Self::exists(folder),
            "no agent is enrolled here: there are no keys in {}; run: readmit-agent enroll --url URL --code CODE",
            folder.display()
        );
        let (agent, current) = file::read_keys(&folder.join(CURRENT))?;
        let next = folder.join(NEXT);
        let next = next.exists().then(|| file::read_keys(&next)).transpose()?.map(|(_, keys)| Arc::new(keys));
        let key_set = KeySet { current: Arc::new(current), next, retired: retired_in(folder)? };
        Ok(Self { agent, folder: folder.to_owned(), key_set: RwLock::new(key_set) })
    }

    /// Opens the keys to change them, and destroys what a crash during a rotation left. Use [`Self::open`] only to
    /// look, because a rotation may be going on.
    pub fn open_to_change(folder: &Path) -> anyhow::Result<Self> {
        if Self::exists(folder) {
            destroy_leftover(folder)?;
        }
        Self::open(folder)
    }

    /// Stores the keys of an agent that was just enrolled, and destroys those of an earlier enrollment.
    pub fn create(folder: &Path, agent: AgentId, keys: Keys) -> anyhow::Result<Self> {
        file::make_folder(folder)?;
        if folder.join(NEXT).exists() {
            file::destroy(&folder.join(NEXT))?;
        }
        for retired in retired_in(folder)? {
            file::destroy(&retired.path)?;
        }
        file::write_keys(&folder.join(CURRENT), &agent, &keys)?;
        let key_set = KeySet { current: Arc::new(keys), next: None, retired: Vec::new() };
        Ok(Self { agent, folder: folder.to_owned(), key_set: RwLock::new(key_set) })
    }

    /// Returns the agent's id.
    pub fn agent(&self) -> &str {
        self.agent.as_str()
    }

    /// Returns the pair that signs requests.
    pub fn current(&self) -> Arc<Keys> {
        self.with(|key_set| Arc::clone(&key_set.current))
    }

    /// Opens the envelope of a job that is sealed to this agent. Returns `None` if there is none, or if it does not
    /// open.
    pub fn open_job(&self, job: &Job) -> Option<Plaintext> {
        let envelope = job.order.envelopes().iter().find(|envelope| envelope.agent == self.agent())?;
        let opened = self.open_envelope(&job.binding(), envelope);
        opened.inspect_err(|error| tracing::error!(job = job.id, error = %error, "envelope_not_opened")).ok()
    }

    /// Returns the next pair of an interrupted rotation, which the cloud may know already.
    pub fn next(&self) -> Option<Arc<Keys>> {
        self.with(|key_set| key_set.next.clone())
    }

    /// Opens an envelope with any key that the cloud may have given to a page.
    pub fn open_envelope(&self, binding: &str, envelope: &Envelope) -> Result<Plaintext, sealing::OpenError> {
        self.with(|key_set| {
            let open = |key: &PrivateKey| sealing::open(self.agent(), key, binding, envelope);
            let others = key_set.next.iter().map(|keys| &keys.sealing);
            let mut others = others.chain(key_set.retired.iter().map(|retired| &retired.sealing));
            open(&key_set.current.sealing).or_else(|error| others.find_map(|key| open(key).ok()).ok_or(error))
        })
    }

    /// Makes the next pair, or returns that of an interrupted rotation.
    pub fn prepare(&self, now: i64) -> anyhow::Result<Arc<Keys>> {
        self.change(|key_set| {
            if let Some(next) = &key_set.next {
                return Ok(Arc::clone(next));
            }
            let next = Arc::new(Keys::make(now));
            file::write_keys(&self.folder.join(NEXT), &self.agent, &next)?;
            key_set.next = Some(Arc::clone(&next));
            Ok(next)
        })
    }

    /// Makes the next pair the current one, after the cloud has taken it. The keys in memory follow the disk at once,
    /// even if the file of the old keys cannot be destroyed.
    pub fn promote(&self, now: i64) -> anyhow::Result<()> {
        self.change(|key_set| {
            let next = key_set.next.clone().context("there is no next pair of keys")?;
            let destroy_at = now + RETIRED_KEY_TTL_SECONDS;
            let path = self.folder.join(format!("{RETIRED}{destroy_at}.json"));
            let sealing = PrivateKey::parse(&key_set.current.sealing.encode()).context("keeping a key")?;
            file::write_retired(&path, &sealing, destroy_at)?;
            self.replace_current()?;
            key_set.retired.push(RetiredKey { sealing, destroy_at, path });
            (key_set.current, key_set.next) = (next, None);
            file::destroy(&self.folder.join(OLD))
        })
    }

    /// Replaces the current keys atomically, so that there are keys at every moment. The old ones get another name
    /// first, to be overwritten.
    fn replace_current(&self) -> anyhow::Result<()> {
        let (current, next) = (self.folder.join(CURRENT), self.folder.join(NEXT));
        let replace = || {
            fs::hard_link(&current, self.folder.join(OLD))?;
            fs::rename(&next, &current)
        };
        replace().with_context(|| format!("replacing {}", current.display()))
    }

    /// Drops the next pair, which the cloud refused. The next attempt makes another one.
    pub fn abandon(&self) -> anyhow::Result<()> {
        self.change(|key_set| {
            key_set.next = None;
            file::destroy(&self.folder.join(NEXT))
        })
    }

    /// Destroys retired keys to which nothing can be sealed any more.
    pub fn destroy_old(&self, now: i64) -> anyhow::Result<usize> {
        self.change(|key_set| {
            let (expired, remaining) =
                mem::take(&mut key_set.retired).into_iter().partition(|old| old.destroy_at <= now);
            key_set.retired = remaining;
            let expired: Vec<RetiredKey> = expired;
            expired.iter().try_for_each(|old| file::destroy(&old.path)).map(|()| expired.len())
        })
    }

    fn with<T>(&self, look: impl FnOnce(&KeySet) -> T) -> T {
        look(&self.key_set.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn change<T>(&self, change: impl FnOnce(&mut KeySet) -> anyhow::Result<T>) -> anyhow::Result<T> {
        change(&mut self.key_set.write().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Cleans up after a crash while keys were replaced. The old keys may still be the current ones, under two names.
fn destroy_leftover(folder: &Path) -> anyhow::Result<()> {
    use std::os::unix::fs::MetadataExt as _;
    let (current, old) = (folder.join(CURRENT), folder.join(OLD));
    let inode = |path: &Path| fs::metadata(path).map(|found| found.ino());
    match (inode(&current), inode(&old)) {
        (Ok(current), Ok(same)) if current == same => {
            fs::remove_file(&old).with_context(|| format!("removing {}", old.display()))
        }
        (_, Ok(_)) => file::destroy(&old),
        (_, Err(_)) => Ok(()),
    }
}

fn retired_in(folder: &Path) -> anyhow::Result<Vec<RetiredKey>> {
    let mut retired = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))? {
        let path = entry.with_context(|| format!("reading {}", folder.display()))?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if name.starts_with(RETIRED) && path.extension().is_some_and(|extension| extension == "json") {
            let (sealing, destroy_at) = file::read_retired(&path)?;
            retired.push(RetiredKey { sealing, destroy_at, path });
        }
    }
    Ok(retired)
}
