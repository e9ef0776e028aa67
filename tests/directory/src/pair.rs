//! Two domain controllers that replicate: `scripts/samba-pair`.

use std::{fs::File, path::PathBuf, process::Command, time::Duration};

use crate::configuration;
use test_support::lab::{self, Lab};

/// A running pair for one test at a time. Dropping it restores both, even if the test failed.
#[derive(Debug)]
pub struct Pair {
    pub lab: Lab,
}

impl Drop for Pair {
    fn drop(&mut self) {
        for controller in ["a", "b"] {
            let _may_run_already = command(&["resume", controller]).output();
            let _may_run_already = command(&["start", controller]).output();
        }
        let _may_have_it_already = command(&["pdc", "a"]).output();
    }
}

impl Pair {
    /// Starts both controllers, with the first one as the PDC emulator.
    pub fn start() -> Self {
        std::fs::create_dir_all(lab::target()).expect("a folder");
        let path = lab::target().join("pair.lock");
        let lock = File::options().create(true).truncate(false).write(true).open(path).expect("a lock");
        lock.lock().expect("the pair's lock");
        run(&["up"]);
        let lab = Lab::for_pair(&folder(), lab::setting("PAIR_IP_A", "127.0.0.57"), &run(&["env"]), lock);
        Self { lab }
    }

    /// Runs `samba-pair` with arguments, and returns its output.
    pub fn run(&self, arguments: &[&str]) -> String {
        run(arguments)
    }

    /// Returns lines of `[directory]`: both URLs in order of preference, and both addresses.
    pub fn lines(&self) -> [(&'static str, String); 2] {
        let [a, b] = ["AD_URL_A", "AD_URL_B"].map(|name| self.lab.value(name));
        [("urls", format!("[\"{a}\", \"{b}\"]")), self.addresses()]
    }

    /// Returns the line with both addresses.
    pub fn addresses(&self) -> (&'static str, String) {
        let [a, b] = ["A", "B"].map(|which| {
            let host = configuration::host(self.lab.value(&format!("AD_URL_{which}")));
            (host, self.lab.value(&format!("AD_ADDR_{which}")))
        });
        ("addresses", configuration::addresses(&[a, b]))
    }

    /// Creates a user, waits until both controllers have it, and returns the account name.
    pub async fn person(&self, password: &str) -> String {
        let name = self.lab.person(password);
        while self.sign_in("b", &name, password) != "ok" {
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
        name
    }

    /// Tries a password on one of them, and returns ok, wrong, locked or disabled.
    pub fn sign_in(&self, controller: &str, name: &str, password: &str) -> String {
        use std::io::Write as _;
        let mut signing_in = command(&["sign-in", controller, name]);
        signing_in.stdin(std::process::Stdio::piped()).stdout(std::process::Stdio::piped());
        let mut process = signing_in.spawn().expect("samba-pair runs");
        process.stdin.take().expect("an input").write_all(password.as_bytes()).expect("written");
        let said = process.wait_with_output().expect("an end").stdout;
        String::from_utf8_lossy(&said).trim().to_owned()
    }
}

fn folder() -> PathBuf {
    let temporary = lab::setting("TMPDIR", "/tmp");
    lab::setting("PAIR_DIR", &format!("{temporary}/readmit-pair")).into()
}

fn run(arguments: &[&str]) -> String {
    let done = command(arguments).output().expect("samba-pair runs");
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "samba-pair {arguments:?} failed:\n{said}");
    String::from_utf8_lossy(&done.stdout).into_owned()
}

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(lab::root().join("scripts/samba-pair"));
    command.args(arguments);
    command
}
