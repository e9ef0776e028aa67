//! A test's own instance: `./scripts/run`, which a test starts and stops as at a terminal.

use std::{
    fs::{self, File},
    net::TcpListener,
    os::unix::process::CommandExt as _,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use serde_json::Value;

use crate::{
    environment::{self, Environment},
    processes::{children, has_exited, kill_all, runs, signal, tree},
};

/// The time limit of each wait: long enough for a busy machine.
const TIMEOUT: Duration = Duration::from_mins(2);
const READY: &str = "Readmit is ready at";
const POLL_INTERVAL: Duration = Duration::from_millis(50);
/// The name of the functions' program in their archive.
const FUNCTION: &str = "bootstrap";

/// The state of an instance, and `./scripts/run` while it runs. Dropping it stops everything.
#[derive(Debug)]
pub struct Instance {
    data: PathBuf,
    port: u16,
    arguments: Vec<String>,
    run: Option<Child>,
}

impl Instance {
    /// Creates an instance with an empty state in a folder of this name. Arguments are for `./scripts/run`.
    pub fn new(name: &str, arguments: &[&str]) -> Self {
        let data = environment::restarts().join(name);
        let _absent = fs::remove_dir_all(&data);
        fs::create_dir_all(&data).unwrap();
        let arguments = arguments.iter().map(|&argument| argument.to_owned()).collect();
        Self { data, port: free_port(), arguments, run: None }
    }

    /// Keeps the state at the next start.
    pub fn reuse_state(&mut self) {
        self.arguments.retain(|argument| argument != "--fresh");
    }

    /// Returns the folder of its state.
    pub fn data(&self) -> &Path {
        &self.data
    }

    /// Starts it, and waits until it is ready.
    pub fn start(&mut self) {
        self.launch();
        self.wait_until_printed(READY);
        self.set_environment();
    }

    /// Starts it without waiting.
    pub fn launch(&mut self) {
        let log = File::create(self.log()).unwrap();
        // It ends with this process, even if that is killed. A program that a script starts in the background ignores
        // Ctrl-C, and so do its children.
        let mut command = Command::new("setpriv");
        command.args(["--pdeathsig", "TERM", "--", "env", "--default-signal=INT"]);
        command.arg(environment::scripts().join("run"));
        command.arg("--no-build").arg("--port").arg(self.port.to_string()).arg("--data").arg(&self.data);
        command.args(&self.arguments).stdin(Stdio::null()).stdout(log.try_clone().unwrap()).stderr(log);
        // As in the shell of a terminal, Ctrl-C reaches the group.
        self.run = Some(command.process_group(0).spawn().unwrap());
    }

    /// Waits until its output contains a text.
    pub fn wait_until_printed(&mut self, words: &str) {
        let end = Instant::now() + TIMEOUT;
        while !self.log_text().contains(words) {
            let ended = self.run.as_mut().unwrap().try_wait().unwrap();
            assert!(ended.is_none(), "it ended before it said \"{words}\":\n{}", self.log_text());
            assert!(Instant::now() < end, "it did not say \"{words}\":\n{}", self.log_text());
            thread::sleep(POLL_INTERVAL);
        }
    }

    /// Replaces its state by that of an archive.
    pub fn restore_state(&self, archive: &Path) {
        tar(&["--extract", "--gzip", "--file"], archive, &self.data, &[]);
    }

    /// Writes its state to an archive, without what a deployment creates again. The instance must be stopped.
    pub fn archive_state(&self, archive: &Path) {
        let left_out = ["*.zip", "*.zip.meta.json", "*.log", "./emulator/tmp/*"];
        let left_out: Vec<_> = left_out.iter().map(|pattern| format!("--exclude={pattern}")).collect();
        tar(&["--create", "--gzip", "--file"], archive, &self.data, &left_out);
    }

    /// Returns its output since it started.
    pub fn log_text(&self) -> String {
        fs::read_to_string(self.log()).unwrap_or_default()
    }

    /// Sends SIGINT to its process group, as Ctrl-C does.
    pub fn interrupt(&self) {
        signal("INT", &format!("-{}", self.run()));
    }

    /// Sends a signal to `./scripts/run` alone.
    pub fn signal(&self, name: &str) {
        signal(name, &self.run().to_string());
    }

    /// Kills one of its programs with SIGKILL: `emulator`, `edge` or `agent`.
    pub fn kill(&self, program: &str) {
        signal("KILL", &self.program(program).to_string());
    }

    /// Kills every running function with SIGKILL, and waits until they have exited: the emulator gives a request to a
    /// process that is about to exit, and then answers 502.
    pub fn kill_functions(&self) {
        let emulator = self.program("emulator");
        let functions: Vec<u32> = children(emulator).into_iter().filter(|id| runs(*id, FUNCTION)).collect();
        assert!(!functions.is_empty(), "no function runs");
        kill_all(&functions);
        let end = Instant::now() + TIMEOUT;
        while !functions.iter().copied().all(has_exited) {
            assert!(Instant::now() < end, "a killed function goes on");
            thread::sleep(POLL_INTERVAL);
        }
    }

    /// Kills its domain controller with SIGKILL.
    pub fn kill_controller(&self) {
        signal("KILL", &self.controller().expect("a controller").to_string());
    }

    /// Kills everything with SIGKILL at the same moment, and deletes its links in `/tmp`, as a power cut does.
    pub fn cut_power(&self) {
        let controller = self.controller().into_iter().flat_map(tree);
        kill_all(&tree(self.run()).into_iter().chain(controller).collect::<Vec<_>>());
        self.delete_temporary_links();
    }

    /// Waits until it has exited, and returns its exit code; `None` if it was killed.
    pub fn wait_until_exited(&mut self) -> Option<i32> {
        let mut run = self.run.take().unwrap();
        let end = Instant::now() + TIMEOUT;
        loop {
            if let Some(status) = run.try_wait().unwrap() {
                return status.code();
            }
            assert!(Instant::now() < end, "it does not end:\n{}", self.log_text());
            thread::sleep(POLL_INTERVAL);
        }
    }

    /// Occupies the emulator's port until the listener is dropped.
    pub fn occupy_emulator_port(&self) -> TcpListener {
        let port: u16 = self.read("emulator.port").trim().parse().unwrap();
        TcpListener::bind(("127.0.0.1", port)).unwrap()
    }

    /// Deletes its links in `/tmp`, as a restart of the machine does.
    fn delete_temporary_links(&self) {
        self.temporary_links().for_each(|link| fs::remove_file(link).unwrap());
    }

    fn temporary_links(&self) -> impl Iterator<Item = PathBuf> {
        let links = fs::read_dir("/tmp").unwrap().map(|entry| entry.unwrap().path());
        links.filter(|link| fs::read_link(link).is_ok_and(|led| led.starts_with(&self.data)))
    }

    /// Makes the password of a user of its domain controller two days old, which is older than the minimum age.
    pub fn age_password(&self, user: &str) {
        let folder = self.temporary_links().next().expect("the link to the controller's folder");
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scripts/samba-lab");
        let output =
            Command::new(script).args(["backdate", user, "2"]).env("LAB_DIR", folder).output().unwrap();
        assert!(output.status.success(), "{user}: {output:?}");
    }

    /// Changes the port of the page from the next start on.
    pub fn change_port(&mut self) {
        self.port = free_port();
    }

    /// Returns the outputs of the stack.
    pub fn outputs(&self) -> Value {
        serde_json::from_str(&self.read("outputs.json")).unwrap()
    }

    /// Returns the status of the running agent.
    pub fn agent_status(&self) -> Value {
        let config = self.data.join("agent/agent.toml");
        let output =
            Command::new(environment::agent()).args(["status", "--json", "--config"]).arg(config).output();
        serde_json::from_slice(&output.unwrap().stdout).unwrap()
    }

    fn set_environment(&self) {
        let outputs = self.outputs();
        let output = |name: &str| outputs[name].as_str().unwrap().to_owned();
        environment::replace(Environment {
            url: format!("http://127.0.0.1:{}", self.port),
            aws_endpoint: format!("http://127.0.0.1:{}", self.read("emulator.port").trim()),
            access_key: "readmit-operator".to_owned(),
            secret_key: self.read("operator.key").trim().to_owned(),
            region: "eu-north-1".to_owned(),
            accounts_table: output("AccountsTable"),
            resets_table: output("ResetsTable"),
            settings_table: output("SettingsTable"),
            audit_table: output("AuditTable"),
            agent: environment::agent(),
            agent_config: self.data.join("agent/agent.toml").display().to_string(),
            data: self.data.clone(),
        });
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.data.join(name)).unwrap()
    }

    fn log(&self) -> PathBuf {
        self.data.with_extension("log")
    }

    fn run(&self) -> u32 {
        self.run.as_ref().expect("it runs").id()
    }

    /// Returns the process of its domain controller, which is not its child.
    fn controller(&self) -> Option<u32> {
        fs::read_to_string(self.data.join("domain/samba.pid")).ok()?.trim().parse().ok()
    }

    fn program(&self, name: &str) -> u32 {
        let sign = match name {
            "emulator" => "lib/emulator.py",
            "edge" => "local-edge",
            "agent" => "readmit-agent",
            other => panic!("no program: {other}"),
        };
        let found = children(self.run()).into_iter().find(|process| runs(*process, sign));
        found.unwrap_or_else(|| panic!("no {name} runs"))
    }
}

impl Drop for Instance {
    fn drop(&mut self) {
        if let Some(run) = &mut self.run
            && run.try_wait().is_ok_and(|ended| ended.is_none())
        {
            self.signal("TERM");
            self.wait_until_exited();
        }
    }
}

fn tar(what: &[&str], archive: &Path, folder: &Path, options: &[String]) {
    let mut command = Command::new("tar");
    command.args(what).arg(archive).arg("--directory").arg(folder).args(options);
    // Archives everything in the folder.
    if what.contains(&"--create") {
        command.arg(".");
    }
    assert!(command.status().unwrap().success(), "{}: no archive", archive.display());
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}
