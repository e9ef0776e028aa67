//! The agent as a process, which can be killed and restarted with the same folder.

use std::{
    fs,
    io::Write as _,
    net::SocketAddr,
    os::unix::process::ExitStatusExt as _,
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    time::{Duration, Instant},
};

use agent_protocol::{Job, enrollment::PublicKeys};
use nix::{sys::signal::Signal, unistd::Pid};

use crate::configuration;
use test_support::{cloud::Cloud, lab::Lab, orders};

/// The visibility timeout of jobs in seconds: longer than a test lets an agent wait at a failpoint, or a controller
/// hang.
const VISIBILITY: u32 = 20;
/// A visibility timeout in seconds that is short, so that the job of a killed agent is soon delivered again.
const SHORT_VISIBILITY: u32 = 2;

/// An agent's folder, and its process while it runs.
#[derive(Debug)]
pub struct Agent {
    folder: tempfile::TempDir,
    program: PathBuf,
    pub id: String,
    pub keys: PublicKeys,
    process: Option<Child>,
}

impl Agent {
    /// Creates an agent for the lab, without starting it. `program` is
    /// `env!("CARGO_BIN_EXE_readmit-agent-that-stops")`.
    pub fn new(program: &str, cloud: &Cloud, lab: &Lab) -> Self {
        let section = |folder: &Path| configuration::section(lab, folder, &[]);
        Self::with_id(orders::AGENT, program, cloud.address, SHORT_VISIBILITY, section)
    }

    /// Creates an agent for the lab with lines of `[directory]` replaced.
    pub fn with_settings(program: &str, cloud: &Cloud, lab: &Lab, replaced: &[(&str, &str)]) -> Self {
        Self::with_directory(program, cloud, |folder| configuration::section(lab, folder, replaced))
    }

    /// Creates an agent with any `[directory]`.
    pub fn with_directory(program: &str, cloud: &Cloud, section: impl FnOnce(&Path) -> String) -> Self {
        Self::with_id(orders::AGENT, program, cloud.address, VISIBILITY, section)
    }

    /// Creates an agent with an id, an address of the cloud, and a visibility timeout of jobs in seconds.
    pub fn with_id(
        id: &str,
        program: &str,
        cloud: SocketAddr,
        visibility: u32,
        section: impl FnOnce(&Path) -> String,
    ) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let keys = orders::create_keys(id, &folder.path().join("state/keys"));
        let keys = keys.current().public().expect("public keys");
        let text = format!(
            "state_dir = \"state\"\n[cloud]\nurl = \"http://{cloud}\"\n\
             [jobs]\nvisibility_seconds = {visibility}\n[sync]\ninterval_seconds = 1\n{}",
            section(folder.path()),
        );
        fs::write(folder.path().join("agent.toml"), text).expect("written");
        Self { folder, program: PathBuf::from(program), id: id.to_owned(), keys, process: None }
    }

    /// Returns an order to set a password, sealed to this agent.
    pub fn order(&self, account: &str, password: &str) -> Job {
        orders::set_password(&self.id, &self.keys, account, password)
    }

    /// Returns an order to change a password, sealed to this agent.
    pub fn change(&self, account: &str, current: &str, new: &str) -> Job {
        orders::change_password(&self.id, &self.keys, account, current, new)
    }

    /// Returns an order to try a password, sealed to this agent.
    pub fn sign_in(&self, account: &str, password: &str) -> Job {
        orders::check_password(&self.id, &self.keys, account, password)
    }

    /// Starts the process, which waits at a failpoint if one is given.
    pub fn start(&mut self, stop_at: Option<&str>) {
        self.start_with_action(&stop_at.map(|point| format!("wait {point}")).unwrap_or_default());
    }

    /// Starts the process with an action at a failpoint: `wait POINT`, `kill POINT` or `freeze POINT`.
    pub fn start_with_action(&mut self, happening: &str) {
        let _absent = fs::remove_file(self.folder.path().join("stopped"));
        fs::write(self.folder.path().join("stop-at"), happening).expect("written");
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

    /// Waits until it has reached the failpoint. A busy machine may take long to start it and to sync.
    pub async fn wait_until_stopped(&self) {
        let end = Instant::now() + Duration::from_mins(2);
        while !self.folder.path().join("stopped").exists() {
            assert!(Instant::now() < end, "the agent did not reach the failpoint:\n{}", self.log());
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Lets it continue from the failpoint, without stopping again.
    pub fn resume(&self) {
        fs::remove_file(self.folder.path().join("stop-at")).expect("a failpoint was set");
        fs::remove_file(self.folder.path().join("stopped")).expect("it stopped");
    }

    /// Waits until its log has an event.
    pub async fn wait_for_log(&self, event: &str) {
        let end = Instant::now() + Duration::from_mins(1);
        while !self.log().contains(event) {
            assert!(Instant::now() < end, "no {event}:\n{}", self.log());
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Runs another command of the program in the same folder with a text as its input, and returns the exit code.
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

    /// Sends a signal to its process.
    pub fn signal(&self, signal: Signal) {
        let process = self.process.as_ref().expect("it runs").id();
        let process = Pid::from_raw(i32::try_from(process).expect("an id"));
        nix::sys::signal::kill(process, signal).expect("sent");
    }

    /// Returns the signal that ended its process, or `None` while it runs.
    pub fn exit_signal(&mut self) -> Option<i32> {
        let ended = self.process.as_mut().expect("it was started").try_wait().expect("looked");
        ended.and_then(|status| status.signal())
    }

    /// Waits up to 30 seconds until a signal has ended its process, and returns the signal.
    pub async fn wait_for_exit_signal(&mut self) -> Option<i32> {
        for _ in 0..600 {
            if let Some(signal) = self.exit_signal() {
                self.process = None;
                return Some(signal);
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        None
    }

    /// Runs another command of the program in the same folder, and returns its output.
    pub async fn output(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(&self.program);
        command.env("LC_ALL", "C");
        command.args(arguments).current_dir(self.folder.path()).stdin(Stdio::null());
        // The cloud that it calls runs on the thread of the test.
        let ended = tokio::task::spawn_blocking(move || command.output()).await;
        ended.expect("no panic").expect("the command runs")
    }

    /// Kills the process with SIGKILL.
    pub fn kill(&mut self) {
        if let Some(mut process) = self.process.take() {
            process.kill().expect("killed");
            process.wait().expect("gone");
        }
    }

    /// Deletes its journal. The process must not run.
    pub fn delete_journal(&self) {
        let _absent = fs::remove_dir_all(self.folder.path().join("state/journal"));
    }

    pub fn log(&self) -> String {
        fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }

    /// Returns the lines of its log and of its journal about a job.
    pub fn log_of(&self, job: &str) -> String {
        let (log, journal) = (self.log(), self.journal());
        let lines = log.lines().chain(journal.lines()).filter(|line| line.contains(job));
        lines.collect::<Vec<_>>().join("\n")
    }

    pub fn journal(&self) -> String {
        fs::read_to_string(self.folder.path().join("state/journal/journal.jsonl")).unwrap_or_default()
    }
}

impl Drop for Agent {
    fn drop(&mut self) {
        self.kill();
    }
}
