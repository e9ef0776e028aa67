//! The journal's file, to which lines are appended.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write as _},
    os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _},
    path::{Path, PathBuf},
};

use fail::fail_point;

use super::entry::Entry;

const NAME: &str = "journal.jsonl";
const NEW_NAME: &str = "journal.new";
const LOCK_NAME: &str = "lock";

#[derive(Debug)]
pub(super) struct Lines {
    folder: PathBuf,
    file: File,
    /// A lock that is held while the journal is open: of two agents on one journal, each would miss what the other
    /// does.
    #[expect(dead_code, reason = "held, not read")]
    lock: File,
}

impl Lines {
    /// Opens the file and returns its entries.
    pub(super) fn open(folder: &Path) -> io::Result<(Self, Vec<Entry>)> {
        fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
        let lock = private(OpenOptions::new().write(true).create(true), &folder.join(LOCK_NAME))?;
        lock.try_lock().map_err(|_| in_use(folder))?;
        let path = folder.join(NAME);
        let file = private(OpenOptions::new().append(true).create(true), &path)?;
        File::open(folder)?.sync_all()?;
        let entries = parse(&fs::read_to_string(&path)?)?;
        Ok((Self { folder: folder.to_owned(), file, lock }, entries))
    }

    /// Appends an entry to the file, and syncs the file to disk before it returns if the entry must be durable.
    pub(super) fn append(&mut self, entry: &Entry) -> io::Result<()> {
        fail_point!("journal-before-line");
        self.file.write_all(&line(entry)?)?;
        fail_point!("journal-line-written");
        if entry.must_be_durable() {
            self.file.sync_data()?;
        }
        fail_point!("journal-line-synced");
        Ok(())
    }

    /// Replaces the file atomically by one with these entries.
    pub(super) fn rewrite(&mut self, entries: &[Entry]) -> io::Result<()> {
        let new = self.folder.join(NEW_NAME);
        let mut file = private(OpenOptions::new().write(true).create(true).truncate(true), &new)?;
        for entry in entries {
            file.write_all(&line(entry)?)?;
        }
        file.sync_all()?;
        fs::rename(&new, self.folder.join(NAME))?;
        File::open(&self.folder)?.sync_all()?;
        self.file = private(OpenOptions::new().append(true), &self.folder.join(NAME))?;
        Ok(())
    }
}

/// Reads the entries without opening the journal.
pub(super) fn read(folder: &Path) -> io::Result<Vec<Entry>> {
    parse(&fs::read_to_string(folder.join(NAME))?)
}

/// Returns whether another process holds the lock.
pub(super) fn is_locked(folder: &Path) -> bool {
    let lock = OpenOptions::new().write(true).open(folder.join(LOCK_NAME));
    lock.is_ok_and(|lock| matches!(lock.try_lock(), Err(fs::TryLockError::WouldBlock)))
}

fn private(options: &mut OpenOptions, path: &Path) -> io::Result<File> {
    options.mode(0o600).open(path)
}

fn in_use(folder: &Path) -> io::Error {
    io::Error::new(
        io::ErrorKind::ResourceBusy,
        format!("another agent uses the journal in {}", folder.display()),
    )
}

fn line(entry: &Entry) -> io::Result<Vec<u8>> {
    let mut line = serde_json::to_vec(entry)?;
    line.push(b'\n');
    Ok(line)
}

/// Parses the lines. The last line may be half-written: its step was never taken then. Any other line that cannot be
/// read means that the journal is damaged, and nothing may be written on its word.
fn parse(text: &str) -> io::Result<Vec<Entry>> {
    let (whole, _torn) = text.rsplit_once('\n').unwrap_or(("", text));
    let read = |(index, line): (usize, &str)| {
        serde_json::from_str(line).map_err(|error| {
            io::Error::new(io::ErrorKind::InvalidData, format!("line {} of the journal: {error}", index + 1))
        })
    };
    whole.lines().enumerate().map(read).collect()
}
