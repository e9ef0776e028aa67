//! The agent's configuration: one TOML file without secrets, unknown keys refused, every error with line and remedy.

mod address;
mod directory;
pub mod secret_file;

use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

use anyhow::Context as _;
use serde::Deserialize;

pub use address::{AgentId, CloudUrl, LdapsUrl};
pub use directory::{
    ActiveDirectorySettings, Attributes, DemonstrationSettings, DirectorySettings, HistoryWithoutHints,
};

/// Everything that the file says.
#[derive(Debug)]
pub struct Configuration {
    /// The cloud's part.
    pub cloud: CloudSettings,
    /// The queue of jobs.
    pub queue: QueueSettings,
    /// The directory.
    pub directory: DirectorySettings,
    /// Full syncs.
    pub sync: SyncSettings,
    /// The journal.
    pub journal: JournalSettings,
}

/// `[cloud]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CloudSettings {
    /// Where people reset: the root of the site.
    pub url: CloudUrl,
    /// This agent's registered id.
    pub agent_id: AgentId,
    /// Folder of the keys that `make-keys` made.
    pub keys_dir: PathBuf,
}

/// `[queue]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QueueSettings {
    /// The queue's URL.
    pub url: String,
    /// The queue's region.
    pub region: String,
    /// Another place than AWS's own.
    pub endpoint: Option<String>,
    /// JSON: `accessKeyId`, `secretAccessKey` and, where there is one, `sessionToken`.
    pub credentials_file: PathBuf,
    /// For how long a job that this agent took stays hidden from others after the agent was last seen alive.
    #[serde(default = "default_visibility", deserialize_with = "visibility")]
    pub visibility_seconds: u32,
    /// How many jobs are carried out at once. More than two make a domain controller slower, not faster.
    #[serde(default = "default_writers", deserialize_with = "writers")]
    pub writers: u32,
}

/// `[sync]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SyncSettings {
    /// Between two full syncs.
    #[serde(deserialize_with = "sync_interval")]
    pub interval_seconds: u32,
}

/// `[journal]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JournalSettings {
    /// Folder of the journal; on a disk that survives a restart.
    pub dir: PathBuf,
}

impl Default for SyncSettings {
    fn default() -> Self {
        Self { interval_seconds: 300 }
    }
}

impl SyncSettings {
    /// Between two full syncs.
    pub fn interval(&self) -> Duration {
        Duration::from_secs(u64::from(self.interval_seconds))
    }
}

/// The file; `[directory]` is read apart, because its members depend on its kind.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File<D> {
    cloud: CloudSettings,
    queue: QueueSettings,
    directory: D,
    #[serde(default)]
    sync: SyncSettings,
    journal: JournalSettings,
}

impl Configuration {
    /// Reads a file. Relative paths in it start at its folder.
    pub fn load(path: &Path) -> anyhow::Result<Self> {
        let text = fs::read_to_string(path)
            .with_context(|| format!("reading the configuration {}", path.display()))?;
        let mut read =
            Self::parse(&text).with_context(|| format!("in the configuration {}", path.display()))?;
        read.start_paths_at(path.parent().unwrap_or(Path::new("")));
        Ok(read)
    }

    /// Reads a file's text.
    pub fn parse(text: &str) -> anyhow::Result<Self> {
        Ok(match directory::kind(text)? {
            directory::Kind::ActiveDirectory => {
                Self::of(toml::from_str::<File<ActiveDirectorySettings>>(text)?)
            }
            directory::Kind::Demonstration => Self::of(toml::from_str::<File<DemonstrationSettings>>(text)?),
        })
    }

    fn of<D: Into<DirectorySettings>>(file: File<D>) -> Self {
        let File { cloud, queue, directory, sync, journal } = file;
        Self { cloud, queue, directory: directory.into(), sync, journal }
    }

    fn start_paths_at(&mut self, folder: &Path) {
        let paths = [&mut self.cloud.keys_dir, &mut self.queue.credentials_file, &mut self.journal.dir];
        for path in paths.into_iter().chain(self.directory.paths()) {
            *path = folder.join(&path);
        }
    }
}

const fn default_visibility() -> u32 {
    30
}

const fn default_writers() -> u32 {
    2
}

fn visibility<'de, D: serde::Deserializer<'de>>(read: D) -> Result<u32, D::Error> {
    within(read, 2, 600)
}

fn writers<'de, D: serde::Deserializer<'de>>(read: D) -> Result<u32, D::Error> {
    within(read, 1, 4)
}

fn sync_interval<'de, D: serde::Deserializer<'de>>(read: D) -> Result<u32, D::Error> {
    within(read, 5, 86_400)
}

fn within<'de, D: serde::Deserializer<'de>>(read: D, least: u32, most: u32) -> Result<u32, D::Error> {
    let value = u32::deserialize(read)?;
    if (least..=most).contains(&value) {
        Ok(value)
    } else {
        Err(serde::de::Error::custom(format!(
            "{value} is out of bounds; write a number from {least} to {most}"
        )))
    }
}

#[cfg(test)]
#[path = "configuration/tests.rs"]
mod tests;
