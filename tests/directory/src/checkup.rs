//! `readmit-agent check` against the lab, faults for it to find, and the commands that it prints.

use std::{cell::RefCell, fs, os::unix::fs::PermissionsExt as _, path::Path};

use serde_json::Value;

use crate::{configuration, program, stub_cloud::StubCloud};
use test_support::{
    lab::{Controller, Lab},
    orders,
};

/// An enrolled agent that does not run, in its own folder, with exclusive use of a domain controller.
#[derive(Debug)]
pub struct Checkup {
    pub lab: Lab,
    program: String,
    folder: tempfile::TempDir,
    undo: RefCell<Vec<String>>,
}

/// The findings of one check.
#[derive(Debug)]
pub struct CheckReport {
    /// The exit code.
    pub code: Option<i32>,
    json: Value,
}

impl Drop for Checkup {
    fn drop(&mut self) {
        for line in self.undo.take().iter().rev() {
            self.lab.shell(&format!("{line} || true"), self.folder.path(), "");
        }
    }
}

impl Checkup {
    /// Creates an agent without faults.
    pub async fn new(program: &str) -> Self {
        Self::with(program, StubCloud::default(), &[]).await
    }

    /// Creates an agent with another cloud, and with lines of `[directory]` replaced.
    pub async fn with(program: &str, cloud: StubCloud, replaced: &[(&str, &str)]) -> Self {
        let lab = Lab::exclusive(Controller::Plain);
        let folder = tempfile::tempdir().expect("a folder");
        orders::create_keys(orders::AGENT, &folder.path().join("state/keys"));
        let section = configuration::section(&lab, folder.path(), replaced);
        let text =
            format!("state_dir = \"state\"\n[cloud]\nurl = \"http://{}\"\n{section}", cloud.start().await);
        let checkup = Self { lab, program: program.to_owned(), folder, undo: RefCell::default() };
        checkup.write("agent.toml", &text);
        checkup
    }

    /// Returns the folder of the agent.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file in its folder that only its owner may read.
    pub fn write(&self, name: &str, text: &str) {
        let path = self.folder.path().join(name);
        fs::write(&path, text).expect("written");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).expect("chmod");
    }

    /// Changes the domain by a shell line, which another line undoes at the end.
    pub fn seed(&self, line: &str, undo: &str) {
        if !undo.is_empty() {
            self.undo.borrow_mut().push(undo.to_owned());
        }
        self.lab.shell(line, self.folder.path(), "");
    }

    /// Runs `readmit-agent check` and returns what it says.
    pub fn check(&self) -> CheckReport {
        let arguments = ["check", "--json", "--config", "agent.toml"];
        let done = program::run(&self.program, self.folder.path(), &arguments);
        let said = String::from_utf8_lossy(&done.stdout);
        let json = serde_json::from_str(&said)
            .unwrap_or_else(|error| unreachable!("{error}: {said}{}", String::from_utf8_lossy(&done.stderr)));
        CheckReport { code: done.status.code(), json }
    }

    /// Asserts that a fault is found, runs its command, and asserts that it is fixed.
    pub fn assert_fixed(&self, id: &str, level: &str, input: &str) {
        let found = self.check();
        found.assert_has(id, level);
        assert_eq!(found.code, Some(i32::from(level == "failed")), "{found:?}");
        self.lab.shell(&found.fix(id, level), self.folder.path(), input);
        let again = self.check();
        again.assert_has(id, "ok");
    }
}

impl CheckReport {
    fn findings(&self) -> &[Value] {
        self.json.get("findings").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
    }

    fn find(&self, id: &str, level: &str) -> Option<&Value> {
        let is = |finding: &Value, name: &str, expected: &str| {
            finding.get(name).and_then(Value::as_str) == Some(expected)
        };
        self.findings().iter().find(|finding| is(finding, "id", id) && is(finding, "level", level))
    }

    /// Asserts that there is such a finding, and for `ok` none with the same id that is worse.
    pub fn assert_has(&self, id: &str, level: &str) {
        assert!(self.find(id, level).is_some(), "no {id} that is {level}: {:#}", self.json);
        if level == "ok" {
            for worse in ["warning", "failed"] {
                assert!(self.find(id, worse).is_none(), "{id} is {worse}: {:#}", self.json);
            }
        }
    }

    /// Returns the text of a finding.
    pub fn what(&self, id: &str, level: &str) -> String {
        self.text(id, level, "what")
    }

    /// Returns the command of a finding.
    pub fn fix(&self, id: &str, level: &str) -> String {
        self.text(id, level, "fix")
    }

    fn text(&self, id: &str, level: &str, member: &str) -> String {
        let text = self.find(id, level).and_then(|finding| finding.get(member)).and_then(Value::as_str);
        text.unwrap_or_else(|| unreachable!("no {member} of {id} {level}: {:#}", self.json)).to_owned()
    }

    /// Returns the findings that failed.
    pub fn failed(&self) -> Vec<String> {
        let failed = |finding: &&Value| finding.get("level").and_then(Value::as_str) == Some("failed");
        self.findings().iter().filter(failed).map(ToString::to_string).collect()
    }
}
