//! The bench's own instance of `./scripts/run`.

use std::{
    collections::BTreeMap,
    io::{BufRead as _, BufReader},
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, ChildStdout, Command, Stdio},
    thread,
    time::Duration,
};

use anyhow::{Context as _, bail};
use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;

use crate::{
    processes::{self, Process},
    progress::Progress,
    worker::Function,
};

/// The programs of Readmit, without the emulator.
const PROGRAMS: [&str; 3] = ["bootstrap", "local-edge", "readmit-agent"];

/// The interval over which the processor time of an idle instance is compared.
const IDLE_INTERVAL: Duration = Duration::from_millis(250);
/// The maximum processor time of an idle instance in that interval, which only polls.
const IDLE_CPU_TIME: Duration = Duration::from_millis(15);

/// Readmit running on this machine, by `./scripts/run`. It is stopped when it is dropped.
#[derive(Debug)]
pub struct Instance {
    /// The URL of the page.
    pub url: String,
    /// The folder of its state.
    pub data: PathBuf,
    child: Child,
    /// Stays open, because the script prints when it stops.
    _output: BufReader<ChildStdout>,
}

impl Instance {
    /// Starts the built programs with the state in `data`.
    pub fn start(
        root: &Path,
        data: &Path,
        extra: &[&str],
        environment: &[(&str, &str)],
        progress: &Progress,
    ) -> anyhow::Result<Self> {
        let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port().to_string();
        let mut child = Command::new(root.join("scripts/run"))
            .args(["--no-build", "--release", "--port", &port, "--data"])
            .arg(data)
            .args(extra)
            .envs(environment.iter().copied())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .context("starting ./scripts/run")?;
        let mut said = BufReader::new(child.stdout.take().context("the output of ./scripts/run")?);
        loop {
            let mut line = String::new();
            if said.read_line(&mut line)? == 0 {
                bail!("./scripts/run ended: {}", child.wait()?);
            }
            progress.say(line.trim_end());
            if let Some(url) = line.trim_end().strip_prefix("Readmit is ready at ") {
                return Ok(Self { url: url.to_owned(), data: data.to_owned(), child, _output: said });
            }
        }
    }

    /// Returns the running processes of Readmit.
    pub fn processes(&self) -> Vec<Process> {
        let mut processes = processes::descendants(self.child.id());
        processes.retain(|process| PROGRAMS.contains(&process.program.as_str()));
        processes
    }

    /// Returns the functions that have started, with their environments.
    pub fn functions(&self, binaries: &Path) -> BTreeMap<String, Function> {
        let deployed = self.processes().into_iter().filter(|process| process.program == "bootstrap");
        deployed
            .filter_map(|process| {
                let environment = processes::environment(process.id);
                let name = environment.get("AWS_LAMBDA_FUNCTION_NAME")?.strip_prefix("readmit-")?.to_owned();
                Some((name.clone(), Function { binary: binaries.join("functions"), name, environment }))
            })
            .collect()
    }

    /// Returns the URL of the emulator.
    pub fn emulator(&self) -> anyhow::Result<String> {
        let port = std::fs::read_to_string(self.data.join("emulator.port")).context("the emulator's port")?;
        Ok(format!("http://127.0.0.1:{}", port.trim()))
    }

    /// Returns one of the stack's outputs.
    pub fn output(&self, name: &str) -> anyhow::Result<String> {
        let outputs: Value = serde_json::from_slice(&std::fs::read(self.data.join("outputs.json"))?)?;
        Ok(outputs[name].as_str().with_context(|| format!("the stack has no output {name}"))?.to_owned())
    }

    /// Waits until the instance is idle, for at most ten seconds.
    pub fn wait_until_idle(&self) {
        let mut before = self.processor_time();
        for _ in 0..40 {
            thread::sleep(IDLE_INTERVAL);
            let now = self.processor_time();
            if now.saturating_sub(before) < IDLE_CPU_TIME {
                return;
            }
            before = now;
        }
    }

    fn processor_time(&self) -> Duration {
        let all = processes::descendants(self.child.id());
        Duration::from_nanos(all.iter().map(|process| processes::processor_time(process.id)).sum())
    }

    /// Pauses or resumes the agent.
    pub fn pause_agent(&self, is_paused: bool) -> anyhow::Result<()> {
        let signal = if is_paused { Signal::STOP } else { Signal::CONT };
        for agent in self.processes().into_iter().filter(|process| process.program == "readmit-agent") {
            kill_process(pid(agent.id).context("the agent")?, signal)?;
        }
        Ok(())
    }
}

impl Drop for Instance {
    fn drop(&mut self) {
        self.pause_agent(false).ok();
        if let Some(child) = pid(self.child.id()) {
            kill_process(child, Signal::TERM).ok();
        }
        self.child.wait().ok();
    }
}

fn pid(id: u32) -> Option<Pid> {
    i32::try_from(id).ok().and_then(Pid::from_raw)
}
