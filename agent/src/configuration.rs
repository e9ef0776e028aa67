//! The agent's configuration: one TOML file without secrets. Unknown keys are refused, and every error names the line
//! and the remedy.

mod address;
mod controllers;
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
pub use controllers::{Address, Addresses, DomainName};
pub use directory::{
    ActiveDirectorySettings, Attributes, DemonstrationSettings, DirectorySettings, HistoryWithoutHints,
};
pub use secret_file::SecretFile;

/// The content of the file.
#[derive(Debug)]
pub struct Configuration {
    /// The folder of keys, journal and the socket of `status`, on a disk that survives a restart.
    pub state_dir: PathBuf,
    pub cloud: CloudSettings,
    pub jobs: JobsSettings,
    pub directory: DirectorySettings,
    pub sync: SyncSettings,
    pub passwords: PasswordSettings,
}

/// The section `[cloud]`: how to reach the cloud.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CloudSettings {
    /// The site where users reset: the root of its URL.
    pub url: CloudUrl,
}

/// The section `[jobs]`: how many jobs to carry out at a time.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct JobsSettings {
    /// The seconds for which a job stays hidden from other agents after the agent that took it was last alive.
    #[serde(deserialize_with = "visibility")]
    pub visibility_seconds: u32,
    /// The maximum number of jobs that are carried out at the same time. More than two make a domain controller slower,
    /// not faster.
    #[serde(deserialize_with = "writers")]
    pub writers: u32,
}

/// The section `[sync]`: how often to sync.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SyncSettings {
    /// The time between two reads of changes.
    #[serde(deserialize_with = "sync_interval")]
    pub interval_seconds: u32,
    /// The time between two full syncs, which find what only time has changed.
    #[serde(deserialize_with = "full_sync_interval")]
    pub full_interval_seconds: u32,
}

/// The section `[passwords]`: what the agent refuses in addition to the policy.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PasswordSettings {
    /// A compiled list of leaked passwords, which are refused in addition to those that the agent knows.
    pub breached_file: Option<PathBuf>,
}

impl Default for JobsSettings {
    fn default() -> Self {
        Self { visibility_seconds: 30, writers: 2 }
    }
}

impl Default for SyncSettings {
    fn default() -> Self {
        Self { interval_seconds: 10, full_interval_seconds: 86_400 }
    }
}

impl SyncSettings {
    /// Returns the time between two reads of changes.
    pub fn interval(&self) -> Duration {
        Duration::from_secs(u64::from(self.interval_seconds))
    }
}

/// The content of the file. `[directory]` is read in a second step, because its members depend on its kind.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File<D> {
    state_dir: PathBuf,
    cloud: CloudSettings,
    #[serde(default)]
    jobs: JobsSettings,
    directory: D,
    #[serde(default)]
    sync: SyncSettings,
    #[serde(default)]
    passwords: PasswordSettings,
}

impl Configuration {
    /// Reads a configuration file. Relative paths in it start at its folder. An error names the line and what to do.
    pub fn load(path: &Path) -> anyhow::Result<Self> {
        let text = fs::read_to_string(path)
            .with_context(|| format!("reading the configuration {}", path.display()))?;
        let mut read =
            Self::parse(&text).with_context(|| format!("in the configuration {}", path.display()))?;
        read.start_paths_at(path.parent().unwrap_or(Path::new("")));
        Ok(read)
    }

    /// Parses the text of a configuration file.
    pub fn parse(text: &str) -> anyhow::Result<Self> {
        Ok(match directory::kind(text)? {
            directory::Kind::ActiveDirectory => {
                let file = toml::from_str::<File<ActiveDirectorySettings>>(text)?;
                file.directory.check().map_err(anyhow::Error::msg)?;
                Self::from_file(file)
            }
            directory::Kind::Demonstration => {
                Self::from_file(toml::from_str::<File<DemonstrationSettings>>(text)?)
            }
        })
    }

    /// Returns the folder of the keys.
    pub fn keys_dir(&self) -> PathBuf {
        self.state_dir.join("keys")
    }

    /// Returns the folder of the journal.
    pub fn journal_dir(&self) -> PathBuf {
        self.state_dir.join("journal")
    }

    fn from_file<D: Into<DirectorySettings>>(file: File<D>) -> Self {
        let File { state_dir, cloud, jobs, directory, sync, passwords } = file;
        Self { state_dir, cloud, jobs, directory: directory.into(), sync, passwords }
    }

    fn start_paths_at(&mut self, folder: &Path) {
        let breached_file = self.passwords.breached_file.iter_mut();
        for path in std::iter::once(&mut self.state_dir).chain(breached_file).chain(self.directory.paths()) {
            *path = folder.join(&path);
        }
    }
}

fn visibility<'de, D: serde::Deserializer<'de>>(read: D) -> Result<u32, D::Error> {
    within(read, 2, 600)
}

fn writers<'de, D: serde::Deserializer<'de>>(read: D) -> Result<u32, D::Error> {
    within(read, 1, 4)
}

fn sync_interval<'de, D: serde::Deserializer<'de>>(read: D) -> Result<u32, D::Error> {
    within(read, 1, 3_600)
}

fn full_sync_interval<'de, D: serde::Deserializer<'de>>(read: D) -> Result<u32, D::Error> {
    within(read, 60, 604_800)
}

fn within<'de, D: serde::Deserializer<'de>>(read: D, minimum: u32, maximum: u32) -> Result<u32, D::Error> {
    let value = u32::deserialize(read)?;
    if (minimum..=maximum).contains(&value) {
        Ok(value)
    } else {
        Err(serde::de::Error::custom(format!(
            "{value} is out of bounds; write a number from {minimum} to {maximum}"
        )))
    }
}

#[cfg(test)]
#[path = "configuration/tests.rs"]
mod tests;
