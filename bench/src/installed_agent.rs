//! The installed agent as a process.

use std::{
    fs,
    net::SocketAddr,
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Duration,
};

use agent_protocol::enrollment::PublicKeys;
use anyhow::{Context as _, ensure};
use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;

/// The process, its folder, and its public keys.
#[derive(Debug)]
pub struct InstalledAgent {
    process: Child,
    folder: tempfile::TempDir,
    pub keys: PublicKeys,
}

pub const ID: &str = "agent-1";

impl InstalledAgent {
    /// Starts an enrolled agent with default settings. `value` returns the values of `samba-lab env`.
    pub fn start<'a>(
        program: &Path,
        value: impl Fn(&str) -> &'a str,
        cloud: SocketAddr,
    ) -> anyhow::Result<Self> {
        let folder = tempfile::tempdir()?;
        let keys = test_support::orders::create_keys(ID, &folder.path().join("state/keys"));
        let keys = keys.current().public().context("public keys")?;
        let secret = folder.path().join("bind-password");
        fs::write(&secret, value("AD_BIND_PW"))?;
        fs::set_permissions(&secret, fs::Permissions::from_mode(0o600))?;
        let text = format!(
            "state_dir = \"state\"\n[cloud]\nurl = \"http://{cloud}\"\n[directory]\nkind = \"active-directory\"\n\
             urls = [\"{}\"]\nca_file = \"{}\"\nbind_name = \"{}\"\nbind_password_file = \"bind-password\"\n\
             default_country = \"SE\"\n",
            value("AD_IP_URL"),
            value("AD_CA"),
            value("AD_BIND_DN"),
        );
        fs::write(folder.path().join("agent.toml"), text)?;
        let log = fs::File::create(folder.path().join("log"))?;
        let process = Command::new(program)
            .args(["run", "--config", "agent.toml"])
            .current_dir(folder.path())
            .stdin(Stdio::null())
            .stderr(log)
            .spawn()
            .context("starting the agent")?;
        Ok(Self { process, folder, keys })
    }

    /// Returns its peak memory in MB.
    pub fn peak_mb(&self) -> anyhow::Result<f64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.process.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).context("VmHWM")?;
        let kilobytes: f64 = line.trim().trim_end_matches(" kB").parse().context("VmHWM")?;
        Ok(kilobytes / 1024.0)
    }

    /// Returns the seconds that its last sync took, which must have been of this many accounts.
    pub async fn last_sync_seconds(&self, accounts: usize) -> anyhow::Result<f64> {
        // The log is written after the request to the cloud.
        tokio::time::sleep(Duration::from_millis(500)).await;
        let log = fs::read_to_string(self.log())?;
        let lines = log.lines().rev().filter_map(|line| serde_json::from_str::<Value>(line).ok());
        let mut synced = lines.filter(|line| line["message"] == "directory_synced");
        let last = synced.next().context("a sync in the log")?;
        ensure!(last["is_full"] == false, "the sync after a change was a full one");
        // Accounts out of scope are sent as gone each time.
        let sent = ["accounts", "gone"].iter().filter_map(|kind| last[*kind].as_u64()).sum::<u64>();
        ensure!(sent == accounts as u64, "{sent} accounts were sent, not {accounts}");
        Ok(last["milliseconds"].as_f64().context("how long it took")? / 1000.0)
    }

    /// Pauses the process with SIGSTOP.
    pub fn pause(&self) -> anyhow::Result<()> {
        self.send(Signal::STOP)
    }

    /// Resumes the process with SIGCONT.
    pub fn resume(&self) -> anyhow::Result<()> {
        self.send(Signal::CONT)
    }

    /// Stops the process with SIGTERM.
    pub fn stop(&mut self) -> anyhow::Result<()> {
        self.send(Signal::TERM)?;
        self.process.wait()?;
        Ok(())
    }

    fn send(&self, signal: Signal) -> anyhow::Result<()> {
        let id = Pid::from_raw(self.process.id().try_into()?).context("a process")?;
        Ok(kill_process(id, signal)?)
    }

    fn log(&self) -> PathBuf {
        self.folder.path().join("log")
    }
}

impl Drop for InstalledAgent {
    fn drop(&mut self) {
        let _ended_already = self.process.kill();
        let _nobody = self.process.wait();
    }
}
