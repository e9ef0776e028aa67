//! Readings of a directory, as the leader of a sync makes them one after the other.

use std::path::Path;

use agent_protocol::sync::{Account, IneligibleAccount};
use readmit_agent::{
    active_directory::ActiveDirectory,
    directory::{Directory as _, DirectoryError, ExclusionCounts, Scope, UnusableDestination},
};
use tokio::sync::mpsc;

use crate::configuration;
use test_support::lab::Lab;

/// A directory, and the position of the next reading.
#[derive(Debug)]
pub struct Reader {
    directory: ActiveDirectory,
    scope: Scope,
    /// The position of the next reading.
    pub position: Option<String>,
    _folder: tempfile::TempDir,
}

/// The result of one reading.
#[derive(Debug, Default)]
pub struct Reading {
    /// Whether it was a full reading.
    pub is_full: bool,
    /// Accounts in scope.
    pub accounts: Vec<Account>,
    /// Accounts that may not reset.
    pub ineligible: Vec<IneligibleAccount>,
    /// Ids of accounts that left the scope.
    pub gone: Vec<String>,
    /// The accounts without a usable destination.
    pub unusable: Vec<UnusableDestination>,
    /// The numbers of accounts out of scope, by reason.
    pub left_out: ExclusionCounts,
}

impl Reader {
    /// Returns a reader with the service account of the lab.
    pub fn new(lab: &Lab, scope: &Scope) -> Self {
        Self::with(lab, scope, &[])
    }

    /// Returns a reader with lines of `[directory]` replaced.
    pub fn with(lab: &Lab, scope: &Scope, replaced: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let directory = configuration::directory_in(lab, folder.path(), replaced);
        Self { directory, scope: scope.clone(), position: None, _folder: folder }
    }

    /// Returns a reader with another service account.
    pub fn bound_as(lab: &Lab, scope: &Scope, name: &str, password: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let secret = configuration::secret_file(folder.path(), "other-password", password);
        let replaced = [
            ("bind_name", format!("\"{name}\"")),
            ("bind_password_file", format!("\"{}\"", Path::display(&secret))),
        ];
        let replaced = replaced.each_ref().map(|(line, value)| (*line, value.as_str()));
        let directory = configuration::directory_in(lab, folder.path(), &replaced);
        Self { directory, scope: scope.clone(), position: None, _folder: folder }
    }

    /// Reads the domain once more.
    pub async fn read(&mut self) -> Reading {
        self.try_read().await.expect("a reading")
    }

    /// Reads the domain once more, or returns why the sync stops.
    pub async fn try_read(&mut self) -> Result<Reading, DirectoryError> {
        let (sender, mut pieces) = mpsc::channel(1);
        let reading = self.directory.read(&self.scope, self.position.as_deref(), sender);
        let listening = async {
            let mut read = Reading::default();
            while let Some(piece) = pieces.recv().await {
                read.is_full |= piece.is_full;
                read.accounts.extend(piece.accounts);
                read.ineligible.extend(piece.ineligible);
                read.gone.extend(piece.gone);
                read.unusable.extend(piece.unusable);
                read.left_out.add(&piece.exclusions);
            }
            read
        };
        let (reading, read) = tokio::join!(reading, listening);
        let reading = reading?;
        assert!(reading.is_full || !read.is_full, "batches and result agree on whether the read is full");
        self.position = Some(reading.position);
        Ok(Reading { is_full: reading.is_full, ..read })
    }

    /// Reads the domain once more, and asserts that only changes were read.
    pub async fn read_changes(&mut self) -> Reading {
        let read = self.read().await;
        assert!(!read.is_full, "the read was a full one");
        read
    }
}

impl Reading {
    /// Returns the account with a name.
    pub fn account(&self, account_name: &str) -> Option<&Account> {
        self.accounts.iter().find(|account| account.account_name == account_name)
    }

    /// Returns whether an id is among those that left, and not among the accounts.
    pub fn is_gone(&self, id: &str) -> bool {
        self.gone.iter().any(|gone| gone == id) && self.accounts.iter().all(|account| account.id != id)
    }
}
