//! Checks this host: the configuration's file, and the folder of the agent's state with keys and journal.

use std::{
    fs::{self, Metadata},
    os::unix::fs::{MetadataExt as _, PermissionsExt as _},
    path::Path,
};

use rustix::fs::{Access, access, statvfs};

use crate::{
    breached::BreachedPasswords,
    clock,
    configuration::Configuration,
    findings::{Findings, shell},
    journal::Journal,
    words,
};

/// The free bytes below which there is a warning: the journal of a busy day takes a few megabytes.
const LITTLE_SPACE: u64 = 100 << 20;
const NO_SPACE: u64 = 10 << 20;

/// The age in seconds from which a job in doubt is reported: longer than any job takes.
const STALE_SECONDS: i64 = 600;

/// Checks the configuration's file: a user who may write it can send passwords elsewhere.
pub(super) fn file(file: &Path, findings: &mut Findings) {
    let shown = file.display().to_string();
    let mode = fs::metadata(file).map(|metadata| metadata.permissions().mode() & 0o777);
    match mode {
        Ok(mode) if mode & 0o022 != 0 => {
            let what = words::configuration_writable(&shown, format!("{mode:o}"));
            findings.failed("configuration", what, Some(format!("chmod go-w {}", shell(&shown))));
        }
        Ok(_) | Err(_) => findings.ok("configuration", words::configuration_read(shown)),
    }
}

/// Checks folder, disk space, keys and journal.
pub(super) fn state(configuration: &Configuration, findings: &mut Findings) {
    let folder = &configuration.state_dir;
    let shown = folder.display().to_string();
    let Some(metadata) = fs::metadata(folder).ok().filter(Metadata::is_dir) else {
        let fix = format!("install -d -m 700 {}{}", owner_option(), shell(&shown));
        findings.failed("state-folder", words::state_missing(shown), Some(fix));
        return;
    };
    if access(folder, Access::WRITE_OK | Access::EXEC_OK).is_err() {
        let fix = format!("chmod u+rwx {}", shell(&shown));
        findings.failed("state-folder", words::state_not_writable(shown), Some(fix));
    } else if let Some(foreign) = foreign_entry(&configuration.keys_dir(), metadata.uid())
        .or_else(|| foreign_entry(&configuration.journal_dir(), metadata.uid()))
    {
        let what = words::state_stray(&shown, foreign);
        let folder = shell(&shown);
        findings.failed("state-folder", what, Some(format!("chown -R --reference={folder} {folder}")));
    } else {
        findings.ok("state-folder", words::state_writable(shown));
    }
    space(folder, findings);
    journal(configuration, findings);
}

/// Checks that the leaked passwords can be read, and shows their age.
pub(super) fn breached(configuration: &Configuration, findings: &mut Findings) {
    let own = configuration.passwords.breached_file.as_deref();
    match BreachedPasswords::open(own) {
        Ok(breached) => {
            for set in breached.sets() {
                findings.ok("breached-passwords", words::breached_known(set.count, set.day));
            }
        }
        Err(error) => {
            let file = own.map(|file| shell(&file.display().to_string()));
            let fix = file.map(|file| format!("readmit-agent compile-breached LIST {file}"));
            findings.failed("breached-passwords", format!("{error:#}"), fix);
        }
    }
}

/// Returns the option that names the service's user, if the package made one.
fn owner_option() -> &'static str {
    let users = fs::read_to_string("/etc/passwd").unwrap_or_default();
    let has_user = users.lines().any(|line| line.starts_with("readmit-agent:"));
    if has_user { "-o readmit-agent -g readmit-agent " } else { "" }
}

/// Returns the first file in a folder, or the folder itself, that has another owner.
fn foreign_entry(folder: &Path, owner: u32) -> Option<String> {
    let is_foreign = |path: &Path| fs::metadata(path).is_ok_and(|metadata| metadata.uid() != owner);
    let inside = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut all = std::iter::once(folder.to_owned()).chain(inside);
    all.find(|path| is_foreign(path)).map(|path| path.display().to_string())
}

fn space(folder: &Path, findings: &mut Findings) {
    let Ok(disk) = statvfs(folder) else { return };
    let free = disk.f_bavail.saturating_mul(disk.f_frsize);
    let what = words::space_free(folder.display().to_string(), free >> 20);
    let fix = || Some("journalctl --vacuum-size=200M".to_owned());
    match free {
        0..NO_SPACE => findings.failed("disk-space", what, fix()),
        NO_SPACE..LITTLE_SPACE => findings.warning("disk-space", what, fix()),
        LITTLE_SPACE.. => findings.ok("disk-space", what),
    }
}

fn journal(configuration: &Configuration, findings: &mut Findings) {
    let folder = configuration.journal_dir();
    let shown = folder.display();
    match Journal::count_in_doubt_since(&folder, clock::now().as_second() - STALE_SECONDS) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            findings.ok("journal", words::journal_empty());
        }
        Err(error) => {
            findings.failed("journal", words::journal_unreadable(error.to_string(), shown.to_string()), None);
        }
        Ok(0) => findings.ok("journal", words::journal_complete()),
        Ok(count) => {
            let fix = Some("systemctl restart readmit-agent".to_owned());
            findings.warning("journal", words::journal_in_doubt(count), fix);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::Level;

    const SAMPLE: &str = include_str!("../../samples/demonstration.toml");

    fn found(change: impl Fn(&Path)) -> Vec<(&'static str, Level, Option<String>)> {
        let folder = tempfile::tempdir().expect("folder");
        let path = folder.path().join("agent.toml");
        fs::write(&path, SAMPLE).expect("written");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).expect("chmod");
        fs::create_dir(folder.path().join("state")).expect("a folder");
        change(folder.path());
        let mut findings = Findings::default();
        file(&path, &mut findings);
        let configuration = Configuration::load(&path).expect("loaded");
        state(&configuration, &mut findings);
        breached(&configuration, &mut findings);
        findings.all().iter().map(|finding| (finding.id, finding.level, finding.fix.clone())).collect()
    }

    fn fix_of(found: &[(&'static str, Level, Option<String>)], id: &str) -> Option<String> {
        found.iter().find(|(found, level, _)| *found == id && *level == Level::Failed)?.2.clone()
    }

    #[test]
    fn new_installation_is_ok() {
        let found = found(|_| ());
        assert!(found.iter().all(|(_, level, _)| *level == Level::Ok), "{found:?}");
        assert_eq!(found.len(), 5);
    }

    #[test]
    fn list_that_is_not_compiled_is_a_fault() {
        let found = found(|folder| {
            let path = folder.join("agent.toml");
            fs::write(folder.join("list.txt"), "Violet-Harbour-71\n").expect("written");
            fs::write(path, format!("{SAMPLE}\n[passwords]\nbreached_file = \"list.txt\"\n"))
                .expect("written");
        });
        let fix = fix_of(&found, "breached-passwords").expect("a command");
        assert!(fix.starts_with("readmit-agent compile-breached LIST /"), "{fix}");
    }

    #[test]
    fn configuration_that_others_may_write_is_a_fault() {
        let found = found(|folder| {
            let path = folder.join("agent.toml");
            fs::set_permissions(path, fs::Permissions::from_mode(0o664)).expect("chmod");
        });
        assert!(fix_of(&found, "configuration").expect("a command").starts_with("chmod go-w /"));
    }

    #[test]
    fn missing_folder_gets_a_command_that_makes_it() {
        let found = found(|folder| fs::remove_dir(folder.join("state")).expect("removed"));
        assert!(fix_of(&found, "state-folder").expect("a command").starts_with("install -d -m 700"));
    }

    #[test]
    fn damaged_journal_is_a_fault() {
        let found = found(|folder| {
            fs::create_dir(folder.join("state/journal")).expect("a folder");
            fs::write(folder.join("state/journal/journal.jsonl"), "nonsense\n{}\n").expect("written");
        });
        assert!(found.iter().any(|(id, level, _)| (*id, *level) == ("journal", Level::Failed)), "{found:?}");
    }
}
