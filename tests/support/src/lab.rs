//! The domain controller of `scripts/samba-lab`. If it cannot be set up, every test fails; none is skipped.

use std::{
    collections::HashMap,
    env,
    fs::{self, File},
    path::{Path, PathBuf},
    process::Command,
};

/// A running domain controller. Tests share it, or use it exclusively if they disturb it.
#[derive(Debug)]
pub struct Lab {
    settings: Vec<(&'static str, String)>,
    values: HashMap<String, String>,
    is_exclusive: bool,
    /// A lock that is held while the test runs.
    _lock: File,
}

/// Resumes and starts a controller after exclusive use, even if the test failed.
impl Drop for Lab {
    fn drop(&mut self) {
        if self.is_exclusive {
            for command in ["resume", "start"] {
                let _may_run_already = lab_command(&self.settings, &[command]).output();
            }
        }
    }
}

/// Replacements for commands in a controller's shell.
const SHELL: &str = r#"
samba-tool() { "$lab" tool "$@"; }
ldbmodify() { shift 2; command ldbmodify -H "$home/private/sam.ldb" --configfile="$home/smb.conf" "$@"; }
systemctl() { "$lab" start; }
change() { /usr/bin/python3 "${lab%/scripts/*}/tests/support/src/change.py" "$home/smb.conf" "$home/private/sam.ldb" "$@"; }
"#;

/// A kind of controller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Controller {
    /// The Samba of this machine's Debian, without the policy-hints control.
    Plain,
    /// Samba 4.24 or newer in its own Debian tree, with the policy-hints control.
    WithHints,
}

impl Lab {
    /// Returns the controller for shared use.
    pub fn shared(controller: Controller) -> Self {
        let lock = lock_file(controller);
        lock.lock().expect("the lab's lock");
        run(&settings(controller), &["up"]);
        // Other tests may use it now that it is up.
        lock.unlock().expect("the lab's lock");
        lock.lock_shared().expect("the lab's lock");
        Self::with_lock(controller, lock, false)
    }

    /// Returns the controller for exclusive use, so that it may be paused or killed.
    pub fn exclusive(controller: Controller) -> Self {
        let lock = lock_file(controller);
        lock.lock().expect("the lab's lock");
        run(&settings(controller), &["up"]);
        Self::with_lock(controller, lock, true)
    }

    fn with_lock(controller: Controller, lock: File, is_exclusive: bool) -> Self {
        let settings = settings(controller);
        let values = assignments(&run(&settings, &["env"]));
        Self { settings, values, is_exclusive, _lock: lock }
    }

    /// Returns the first of two controllers that replicate (`scripts/samba-pair`).
    pub fn for_pair(folder: &Path, address: String, said: &str, lock: File) -> Self {
        let folder = folder.join("a").display().to_string();
        let settings = vec![("LAB_DIR", folder), ("LAB_IP", address)];
        Self { settings, values: assignments(said), is_exclusive: false, _lock: lock }
    }

    /// Returns one of the values that `samba-lab env` prints.
    pub fn value(&self, name: &str) -> &str {
        self.values.get(name).map_or_else(|| unreachable!("no {name} in the lab"), String::as_str)
    }

    /// Runs `samba-lab` with arguments, and returns its output.
    pub fn run(&self, arguments: &[&str]) -> String {
        run(&self.settings, arguments)
    }

    /// Runs a line of shell as if on the controller, where samba-tool and other commands use this controller.
    pub fn shell(&self, line: &str, folder: &Path, input: &str) -> String {
        use std::{io::Write as _, process::Stdio};
        let script = format!(
            "lab={}/scripts/samba-lab home={}\n{SHELL}{line}",
            root().display(),
            self.value("AD_CA").trim_end_matches("/tls/ca.pem")
        );
        let mut command = Command::new("bash");
        command.args(["-euc", &script]).envs(self.settings.iter().cloned()).current_dir(folder);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut process = command.spawn().expect("bash runs");
        process.stdin.take().expect("an input").write_all(input.as_bytes()).expect("written");
        let done = process.wait_with_output().expect("an end");
        let said = String::from_utf8_lossy(&done.stderr);
        assert!(done.status.success(), "`{line}` failed:\n{said}");
        String::from_utf8_lossy(&done.stdout).into_owned()
    }

    /// Creates a user whose password is three days old, and returns the account name.
    pub fn person(&self, password: &str) -> String {
        self.person_with(password, "3", None)
    }

    /// Creates a user with a password of an age in days, and with a relative distinguished name if one is given.
    pub fn person_with(&self, password: &str, days: &str, rdn: Option<&str>) -> String {
        let id = uuid::Uuid::from_bytes(readmit_agent::entropy::draw()).simple().to_string();
        let name = format!("t{}", id.get(..12).unwrap_or_default());
        let rdn = rdn.map(|rdn| format!("{rdn} {name}"));
        let arguments = ["person", &name, password, days].into_iter().chain(rdn.as_deref());
        self.run(&arguments.collect::<Vec<_>>());
        name
    }
}

fn assignments(said: &str) -> HashMap<String, String> {
    let pairs = said.lines().filter_map(|line| line.split_once('='));
    pairs.map(|(name, value)| (name.to_owned(), value.trim_matches('\'').to_owned())).collect()
}

fn settings(controller: Controller) -> Vec<(&'static str, String)> {
    let renew = ("LAB_RENEW", "1".to_owned());
    match controller {
        // The address differs from that of a lab that is started by hand.
        Controller::Plain => vec![renew, ("LAB_IP", setting("LAB_IP", "127.0.0.55"))],
        Controller::WithHints => {
            let tree = target().join("lab-tree").display().to_string();
            let place = [("LAB_DIR", "/lab".to_owned()), ("LAB_IP", "127.0.0.54".to_owned())];
            [renew, ("LAB_CHROOT", tree)].into_iter().chain(place).collect()
        }
    }
}

/// Reads a setting from the environment, so that two checkouts can be tested side by side.
pub fn setting(name: &str, default: &str) -> String {
    env::var_os(name).map_or_else(|| default.to_owned(), |value| value.to_string_lossy().into_owned())
}

fn run(settings: &[(&'static str, String)], arguments: &[&str]) -> String {
    let script = root().join("scripts/samba-lab");
    let done =
        Command::new(script).args(arguments).envs(settings.iter().cloned()).output().expect("samba-lab runs");
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "samba-lab {arguments:?} failed:\n{said}");
    String::from_utf8_lossy(&done.stdout).into_owned()
}

fn lab_command(settings: &[(&'static str, String)], arguments: &[&str]) -> Command {
    let mut command = Command::new(root().join("scripts/samba-lab"));
    command.args(arguments).envs(settings.iter().cloned());
    command
}

fn lock_file(controller: Controller) -> File {
    let folder = target();
    fs::create_dir_all(&folder).expect("a folder");
    let path = folder.join(format!("{controller:?}.lock"));
    File::options().create(true).truncate(false).write(true).open(path).expect("the lab's lock")
}

/// Returns the folder of locks and Debian trees, in the target directory.
pub fn target() -> PathBuf {
    let built = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    built.join("directory-tests")
}

/// Returns the root of the checkout.
pub fn root() -> PathBuf {
    Path::new("../..").canonicalize().expect("tests run in the folder of their package")
}
