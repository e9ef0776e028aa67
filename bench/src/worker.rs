//! One process of a function with its own Runtime API.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context as _, bail, ensure};
use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;

use crate::{callgrind::Instructions, processes, runtime_api::RuntimeApi};

/// A function: its binary and its environment.
#[derive(Debug, Clone)]
pub struct Function {
    /// The name in the template.
    pub name: String,
    pub binary: PathBuf,
    /// The environment variables as deployed.
    pub environment: BTreeMap<String, String>,
}

/// The process of one function, and the API from which it takes its events.
#[derive(Debug)]
pub struct Worker {
    child: Child,
    api: RuntimeApi,
    started: Instant,
}

impl Worker {
    /// Starts the function as the platform does.
    pub fn start(function: &Function, folder: &Path) -> anyhow::Result<Self> {
        Self::spawn(Command::new(&function.binary), function, folder)
    }

    /// Starts it under valgrind, which counts every instruction. It is about 50 times slower then, so it gets a higher
    /// priority if possible, because it has time-outs.
    pub fn start_counted(function: &Function, folder: &Path) -> anyhow::Result<Self> {
        let mut command = Command::new("nice");
        command.args(["-n", "-10", "valgrind", "--tool=callgrind"]);
        command
            .arg(format!("--callgrind-out-file={}", callgrind_output(folder, function).display()))
            .arg(vgdb_option(folder));
        Self::spawn(
            {
                command.arg(&function.binary);
                command
            },
            function,
            folder,
        )
    }

    fn spawn(mut command: Command, function: &Function, folder: &Path) -> anyhow::Result<Self> {
        let api = RuntimeApi::listen()?;
        let log = File::create(folder.join(format!("{}.log", function.name)))?;
        command
            .env_clear()
            .env("PATH", "/usr/bin:/bin")
            .envs(&function.environment)
            .env("AWS_LAMBDA_RUNTIME_API", api.address.to_string())
            .current_dir(folder)
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log);
        let started = Instant::now();
        let child = command.spawn().with_context(|| format!("starting {}", function.name))?;
        Ok(Self { child, api, started })
    }

    /// Waits until it asks for work, and returns how long that took.
    pub fn ready(&mut self) -> anyhow::Result<Duration> {
        let child = &mut self.child;
        let ready = self.api.ready(|| child.try_wait().is_ok_and(|ended| ended.is_none()))?;
        Ok(ready.duration_since(self.started))
    }

    /// Sends an event, waits until the process asks for work again, and returns how long the answer took, and the
    /// answer.
    pub fn invoke(&mut self, event: &Value) -> anyhow::Result<(Duration, Value)> {
        let sent = Instant::now();
        let (answered, answer) = self.api.invoke(event)?;
        self.ready()?;
        Ok((answered.duration_since(sent), answer))
    }

    /// Returns its processor time so far.
    pub fn processor_time(&self) -> Duration {
        Duration::from_nanos(processes::processor_time(self.child.id()))
    }

    /// Returns the instructions of a counted, waiting process since the last call. `part` numbers the calls from one.
    pub fn instructions(
        &self,
        function: &Function,
        folder: &Path,
        part: u32,
    ) -> anyhow::Result<Instructions> {
        let file = callgrind_output(folder, function).with_extension(part.to_string());
        // The process sleeps once it has asked for work.
        thread::sleep(Duration::from_millis(50));
        let status = Command::new("vgdb")
            .arg(format!("--pid={}", self.child.id()))
            .arg(vgdb_option(folder))
            .arg("dump")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()?;
        ensure!(status.success(), "valgrind did not answer: {status}");
        let text = fs::read_to_string(&file).with_context(|| format!("reading {}", file.display()))?;
        Instructions::read(&text)
    }

    fn stop(&mut self) -> anyhow::Result<()> {
        if self.child.try_wait()?.is_some() {
            return Ok(());
        }
        let Some(process) = i32::try_from(self.child.id()).ok().and_then(Pid::from_raw) else {
            bail!("no such process");
        };
        kill_process(process, Signal::TERM)?;
        self.child.wait()?;
        Ok(())
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.stop().ok();
    }
}

/// Returns the path of callgrind's files, which are kept for `callgrind_annotate`.
fn callgrind_output(folder: &Path, function: &Function) -> PathBuf {
    folder.join(&function.name)
}

/// Returns the option for the pipes to valgrind.
fn vgdb_option(folder: &Path) -> String {
    format!("--vgdb-prefix={}", folder.join("valgrind").display())
}
