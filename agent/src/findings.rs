//! Findings of a check: each has a level and, if something can fix it, the exact command.

mod show;

use std::path::Path;

use serde::Serialize;
use texts::{Language, Value};

pub use show::show;

/// The level of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Everything is as it should be.
    Ok,
    /// The agent works, but something is not as it should be.
    Warning,
    /// The agent does not work, or not for everybody.
    Failed,
}

/// A line of the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The name of the check, which never changes.
    pub id: &'static str,
    pub level: Level,
    /// The finding itself, for the administrator.
    pub what: String,
    /// The command that fixes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fix: Option<String>,
}

/// All findings of a check, in the order in which they were found, in one language.
#[derive(Debug, Default)]
pub struct Findings {
    findings: Vec<Finding>,
    language: Language,
}

/// The number of findings of each level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Summary {
    pub ok: usize,
    pub warnings: usize,
    pub failed: usize,
}

impl Findings {
    /// Returns an empty list, whose findings will be in this language.
    pub fn in_language(language: Language) -> Self {
        Self { findings: Vec::new(), language }
    }

    pub(crate) fn ok(&mut self, id: &'static str, what: impl Into<Value>) {
        self.add(id, Level::Ok, &what.into(), None);
    }

    pub(crate) fn warning(&mut self, id: &'static str, what: impl Into<Value>, fix: Option<String>) {
        self.add(id, Level::Warning, &what.into(), fix);
    }

    pub(crate) fn failed(&mut self, id: &'static str, what: impl Into<Value>, fix: Option<String>) {
        self.add(id, Level::Failed, &what.into(), fix);
    }

    fn add(&mut self, id: &'static str, level: Level, what: &Value, fix: Option<String>) {
        let what = what.in_language(self.language);
        self.findings.push(Finding { id, level, what, fix });
    }

    /// Returns the language of every line.
    pub const fn language(&self) -> Language {
        self.language
    }

    /// Returns the findings in the order in which they were found.
    pub fn all(&self) -> &[Finding] {
        &self.findings
    }

    /// Counts the findings of each level.
    pub fn summary(&self) -> Summary {
        let count = |level| self.findings.iter().filter(|finding| finding.level == level).count();
        Summary { ok: count(Level::Ok), warnings: count(Level::Warning), failed: count(Level::Failed) }
    }

    /// Returns JSON for machines: `{"findings": […], "summary": {…}}`.
    pub fn to_json(&self) -> serde_json::Value {
        serde_json::json!({ "findings": self.findings, "summary": self.summary() })
    }
}

/// Quotes a word for a shell. Names come from the directory, so nothing in them may be carried out.
pub(crate) fn shell(word: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_./:=@,".contains(&byte);
    if !word.is_empty() && word.bytes().all(is_plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}

/// Returns the command that sets this host's clock, for the service that keeps it.
pub(crate) fn clock_fix() -> String {
    let has_chrony = ["/usr/bin/chronyc", "/usr/sbin/chronyc"].iter().any(|path| Path::new(path).exists());
    if has_chrony { "chronyc makestep" } else { "timedatectl set-ntp true" }.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_has_every_finding_and_a_summary() {
        let mut findings = Findings::default();
        findings.ok("bind", "signed in");
        findings.failed("state-folder", "missing", Some("install -d -m 700 /x".to_owned()));
        insta::assert_json_snapshot!(findings.to_json(), @r#"
        {
          "findings": [
            {
              "id": "bind",
              "level": "ok",
              "what": "signed in"
            },
            {
              "fix": "install -d -m 700 /x",
              "id": "state-folder",
              "level": "failed",
              "what": "missing"
            }
          ],
          "summary": {
            "failed": 1,
            "ok": 1,
            "warnings": 0
          }
        }
        "#);
    }
}
