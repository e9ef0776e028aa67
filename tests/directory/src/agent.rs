//! The agent as a process, which can be killed and started again in the same place.

use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use agent_protocol::{Job, enrolment::PublicKeys};

use crate::{bench, cloud::Cloud, lab::Lab, orders};

/// An agent's folder, and its process while it runs.
#[derive(Debug)]
pub struct Agent {
    folder: tempfile::TempDir,
    program: PathBuf,
    /// Its id.
    pub id: String,
    /// The public halves of its keys.
    pub keys: PublicKeys,
    process: Option<Child>,
}

impl Agent {
    /// With a real domain controller; not started. `program` is `env!("CARGO_BIN_EXE_readmit-agent-that-stops")`.
    pub fn new(program: &str, cloud: &Cloud, lab: &Lab) -> Self {
        Self::with_lines(program, cloud, lab, &[])
    }

    /// With lines of `[directory]` replaced.
    pub fn with_lines(program: &str, cloud: &Cloud, lab: &Lab, replaced: &[(&str, &str)]) -> Self {
        Self::with_section(program, cloud, |folder| bench::section(lab, folder, replaced))
    }

    /// With any `[directory]`.
    pub fn with_section(program: &str, cloud: &Cloud, section: impl FnOnce(&Path) -> String) -> Self {
        Self::named(orders::AGENT, program, cloud, section)
    }

    /// With an id of its own, beside others.
    pub fn named(id: &str, program: &str, cloud: &Cloud, section: impl FnOnce(&Path) -> String) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let keys = orders::enrolled(id, &folder.path().join("state/keys"));
        let keys = keys.current().public().expect("public keys");
        let text = format!(
            "state_dir = \"state\"\n[cloud]\nurl = \"http://{}\"\n[jobs]\nvisibility_seconds = 2\n\
             [sync]\ninterval_seconds = 1\n{}",
            cloud.address,
            section(folder.path()),
        );
        fs::write(folder.path().join("agent.toml"), text).expect("written");
        Self { folder, program: PathBuf::from(program), id: id.to_owned(), keys, process: None }
    }

    /// An order to set a password, for this agent.
    pub fn order(&self, account: &str, password: &str) -> Job {
        orders::set_password(&self.id, &self.keys, account, password)
    }

    /// Starts it; it stops by itself at a point where one is named.
    pub fn start(&mut self, stop_at: Option<&str>) {
        let _absent = fs::remove_file(self.folder.path().join("stopped"));
        fs::write(
            self.folder.path().join("stop-at"),
            stop_at.map(|point| format!("wait {point}")).unwrap_or_default(),
        )
        .expect("written");
        let log = fs::File::options()
            .create(true)
            .append(true)
            .open(self.folder.path().join("log"))
            .expect("a log");
        let process = Command::new(&self.program)
            .args(["run", "--config", "agent.toml"])
            .current_dir(self.folder.path())
            .stdin(Stdio::null())
            .stderr(log)
            .spawn();
        self.process = Some(process.expect("the agent starts"));
    }

    /// Waits until it is at the point where it stops.
    pub async fn stopped(&self) {
        let end = Instant::now() + Duration::from_secs(30);
        while !self.folder.path().join("stopped").exists() {
            assert!(Instant::now() < end, "the agent never got there:\n{}", self.log());
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Lets it go on from there, not to stop again.
    pub fn go_on(&self) {
        fs::remove_file(self.folder.path().join("stop-at")).expect("it was to stop");
        fs::remove_file(self.folder.path().join("stopped")).expect("it stopped");
    }

    /// Waits until its log has an event.
    pub async fn logged(&self, event: &str) {
        let end = Instant::now() + Duration::from_mins(1);
        while !self.log().contains(event) {
            assert!(Instant::now() < end, "no {event}:\n{}", self.log());
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Runs another command of the same program in the same place, with a text as its input; its exit code.
    pub fn command(&self, arguments: &[&str], input: &str) -> Option<i32> {
        let mut process = Command::new(&self.program)
            .args(arguments)
            .current_dir(self.folder.path())
            .stdin(Stdio::piped())
            .spawn()
            .expect("the command starts");
        process.stdin.take().expect("an input").write_all(input.as_bytes()).expect("written");
        process.wait().expect("an end").code()
    }

    /// SIGKILL.
    pub fn kill(&mut self) {
        if let Some(mut process) = self.process.take() {
            process.kill().expect("killed");
            process.wait().expect("gone");
        }
    }

    /// Everything that it logged.
    pub fn log(&self) -> String {
        fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }

    /// Everything that it wrote to its folder, its keys apart.
    pub fn journal(&self) -> String {
        fs::read_to_string(self.folder.path().join("state/journal/journal.jsonl")).unwrap_or_default()
    }
}

impl Drop for Agent {
    fn drop(&mut self) {
        self.kill();
    }
}
