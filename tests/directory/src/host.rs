//! A Debian system in a folder, for tests of a whole host.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
};

use test_support::lab;

/// A host for one test at a time.
#[derive(Debug)]
pub struct Host {
    tree: PathBuf,
    _lock: fs::File,
}

/// Returns the path of the agent's package: `READMIT_AGENT_PACKAGE`, or one that is built now.
pub fn package() -> String {
    let named = lab::setting("READMIT_AGENT_PACKAGE", "");
    if !named.is_empty() {
        return named;
    }
    let script = lab::root().join("scripts/package-agent");
    let built = Command::new(script).output().expect("package-agent runs");
    let said = String::from_utf8_lossy(&built.stdout).into_owned();
    assert!(built.status.success(), "{said}{}", String::from_utf8_lossy(&built.stderr));
    said.lines().last().expect("a path").to_owned()
}

impl Host {
    /// Returns a Debian 12, which is made once. Purges the package of an earlier test.
    pub fn acquire() -> Self {
        fs::create_dir_all(lab::target()).expect("a folder");
        let path = lab::target().join("host.lock");
        let lock = fs::File::options().create(true).truncate(false).write(true).open(path).expect("a lock");
        lock.lock().expect("the host's lock");
        let tree = lab::target().join("host-tree");
        if !tree.join("made").exists() {
            let script = lab::root().join("scripts/lib/debian-tree");
            let made = Command::new(script).arg(&tree).output().expect("debian-tree runs");
            assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        }
        let host = Self { tree, _lock: lock };
        host.run_any(&["dpkg", "--purge", "readmit-agent"]);
        host
    }

    /// Returns a path of the host as this process sees it.
    pub fn path(&self, inside: &str) -> PathBuf {
        self.tree.join(inside.trim_start_matches('/'))
    }

    /// Runs a command on the host, which must succeed, and returns its output.
    pub fn run(&self, words: &[&str]) -> String {
        let done = self.run_any(words);
        let said = [done.stdout, done.stderr].concat();
        let said = String::from_utf8_lossy(&said).into_owned();
        assert!(done.status.success(), "{words:?} failed ({}):\n{said}", done.status);
        said
    }

    /// Runs a command on the host.
    pub fn run_any(&self, words: &[&str]) -> Output {
        self.command(words).output().expect("chroot runs")
    }

    /// Starts a command on the host, with its log in a file of this process.
    pub fn start(&self, words: &[&str], log: &Path) -> Child {
        let log = fs::File::create(log).expect("a log");
        self.command(words).stdin(Stdio::null()).stderr(log).spawn().expect("chroot runs")
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new("chroot");
        command.arg(&self.tree).args(words).env_clear();
        command.env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin").env("DEBIAN_FRONTEND", "noninteractive");
        command
    }
}
