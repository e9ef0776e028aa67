//! One process of a function, alone with its Runtime API.

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

/// A function: its binary, and what its environment says.
#[derive(Debug, Clone)]
pub struct Subject {
    /// As in the template.
    pub name: String,
    /// The bootstrap.
    pub binary: PathBuf,
    /// Variables, as deployed.
    pub environment: BTreeMap<String, String>,
}

/// A started process.
#[derive(Debug)]
pub struct Worker {
    child: Child,
    api: RuntimeApi,
    started: Instant,
}

impl Worker {
    /// Starts the function as the platform does.
    pub fn start(subject: &Subject, folder: &Path) -> anyhow::Result<Self> {
        Self::spawn(Command::new(&subject.binary), subject, folder)
    }

    /// Starts it with every instruction counted. That makes it some fifty times slower, so it goes first where it may:
    /// it has time-outs to meet.
    pub fn start_counted(subject: &Subject, folder: &Path) -> anyhow::Result<Self> {
        let mut command = Command::new("nice");
        command.args(["-n", "-10", "valgrind", "--tool=callgrind"]);
        command.arg(format!("--callgrind-out-file={}", counts(folder, subject).display())).arg(door(folder));
        Self::spawn(
            {
                command.arg(&subject.binary);
                command
            },
            subject,
            folder,
        )
    }

    fn spawn(mut command: Command, subject: &Subject, folder: &Path) -> anyhow::Result<Self> {
        let api = RuntimeApi::listen()?;
        let log = File::create(folder.join(format!("{}.log", subject.name)))?;
        command
            .env_clear()
            .env("PATH", "/usr/bin:/bin")
            .envs(&subject.environment)
            .env("AWS_LAMBDA_RUNTIME_API", api.address.to_string())
            .current_dir(folder)
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log);
        let started = Instant::now();
        let child = command.spawn().with_context(|| format!("starting {}", subject.name))?;
        Ok(Self { child, api, started })
    }

    /// How long it took until it asked for work.
    pub fn ready(&mut self) -> anyhow::Result<Duration> {
        let child = &mut self.child;
        let ready = self.api.ready(|| child.try_wait().is_ok_and(|ended| ended.is_none()))?;
        Ok(ready.duration_since(self.started))
    }

    /// How long an answer took, and the answer. Waits until the process asks for work again.
    pub fn invoke(&mut self, event: &Value) -> anyhow::Result<(Duration, Value)> {
        let asked = Instant::now();
        let (answered, answer) = self.api.invoke(event)?;
        self.ready()?;
        Ok((answered.duration_since(asked), answer))
    }

    /// Processor time that it has taken so far.
    pub fn processor_time(&self) -> Duration {
        Duration::from_nanos(processes::processor_time(self.child.id()))
    }

    /// How many instructions a counted process, which waits for work, took since the last time it was asked; `part`
    /// counts the questions from one.
    pub fn instructions(&self, subject: &Subject, folder: &Path, part: u32) -> anyhow::Result<Instructions> {
        let file = counts(folder, subject).with_extension(part.to_string());
        // The process sleeps as soon as it has asked for work.
        thread::sleep(Duration::from_millis(50));
        let asked = Command::new("vgdb")
            .arg(format!("--pid={}", self.child.id()))
            .arg(door(folder))
            .arg("dump")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()?;
        ensure!(asked.success(), "valgrind did not answer: {asked}");
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

/// Callgrind's files; they stay, for `callgrind_annotate`.
fn counts(folder: &Path, subject: &Subject) -> PathBuf {
    folder.join(&subject.name)
}

/// Where valgrind can be spoken to.
fn door(folder: &Path) -> String {
    format!("--vgdb-prefix={}", folder.join("valgrind").display())
}
