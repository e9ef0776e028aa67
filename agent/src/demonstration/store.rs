//! The file of the demonstration directory, which is replaced atomically.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write as _},
    os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _},
    path::PathBuf,
};

use anyhow::Context as _;

use super::{people, person::Person};

const NAME: &str = "directory.json";
const NEW_NAME: &str = "directory.new";
/// A file that a process locks while it changes the directory, so that no change of another process is lost.
const LOCK_NAME: &str = "directory.lock";

#[derive(Debug)]
pub(super) struct Store {
    folder: PathBuf,
}

impl Store {
    pub(super) fn open(folder: PathBuf, now: i64) -> anyhow::Result<Self> {
        let shown = folder.display().to_string();
        fs::DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(&folder)
            .with_context(|| format!("making the folder {shown}"))?;
        let store = Self { folder };
        if !store.folder.join(NAME).exists() {
            store
                .replace(&people::everyone(now))
                .with_context(|| format!("making the directory in {shown}"))?;
        }
        store.people().with_context(|| format!("reading the directory in {shown}"))?;
        Ok(store)
    }

    pub(super) fn people(&self) -> io::Result<Vec<Person>> {
        Ok(serde_json::from_slice(&fs::read(self.folder.join(NAME))?)?)
    }

    /// Changes the people of the demonstration while no other process does. Writes nothing if the change returns an
    /// error.
    pub(super) fn change<E>(
        &self,
        change: impl FnOnce(&mut Vec<Person>) -> Result<(), E>,
    ) -> io::Result<Result<(), E>> {
        let lock = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .mode(0o600)
            .open(self.folder.join(LOCK_NAME))?;
        // Closing the file unlocks it.
        lock.lock()?;
        let mut people = self.people()?;
        match change(&mut people) {
            Ok(()) => self.replace(&people).map(Ok),
            Err(refused) => Ok(Err(refused)),
        }
    }

    fn replace(&self, people: &[Person]) -> io::Result<()> {
        let new = self.folder.join(NEW_NAME);
        let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&new)?;
        file.write_all(&serde_json::to_vec_pretty(people)?)?;
        file.sync_all()?;
        fs::rename(&new, self.folder.join(NAME))?;
        File::open(&self.folder)?.sync_all()
    }
}
