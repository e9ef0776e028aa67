//! What `check` found: each line with a level and, where something can mend it, the exact command.

use serde::Serialize;
use texts::{Language, Value};

/// How it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// As it should be.
    Ok,
    /// The agent works; something is not as it should be.
    Warning,
    /// The agent does not work, or not for everybody.
    Failed,
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Names the check; stays the same from version to version.
    pub id: &'static str,
    /// How it is.
    pub level: Level,
    /// What was found, for the administrator.
    pub what: String,
    /// The command that mends it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mend: Option<String>,
}

/// All lines, in the order in which they were found, in one language.
#[derive(Debug, Default)]
pub struct Findings {
    findings: Vec<Finding>,
    language: Language,
}

/// How many lines there are of each level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Lines of that level.
    pub ok: usize,
    /// Lines of that level.
    pub warnings: usize,
    /// Lines of that level.
    pub failed: usize,
}

impl Findings {
    /// None yet.
    pub fn in_language(language: Language) -> Self {
        Self { findings: Vec::new(), language }
    }

    pub(crate) fn ok(&mut self, id: &'static str, what: impl Into<Value>) {
        self.add(id, Level::Ok, &what.into(), None);
    }

    pub(crate) fn warning(&mut self, id: &'static str, what: impl Into<Value>, mend: Option<String>) {
        self.add(id, Level::Warning, &what.into(), mend);
    }

    pub(crate) fn failed(&mut self, id: &'static str, what: impl Into<Value>, mend: Option<String>) {
        self.add(id, Level::Failed, &what.into(), mend);
    }

    fn add(&mut self, id: &'static str, level: Level, what: &Value, mend: Option<String>) {
        let what = what.in_language(self.language);
        self.findings.push(Finding { id, level, what, mend });
    }

    /// The language of every line.
    pub const fn language(&self) -> Language {
        self.language
    }

    /// In the order in which they were found.
    pub fn all(&self) -> &[Finding] {
        &self.findings
    }

    /// How many there are of each level.
    pub fn summary(&self) -> Summary {
        let count = |level| self.findings.iter().filter(|finding| finding.level == level).count();
        Summary { ok: count(Level::Ok), warnings: count(Level::Warning), failed: count(Level::Failed) }
    }

    /// For machines: `{"findings": […], "summary": {…}}`.
    pub fn to_json(&self) -> serde_json::Value {
        serde_json::json!({ "findings": self.findings, "summary": self.summary() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn machines_get_every_line_and_a_summary() {
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
              "id": "state-folder",
              "level": "failed",
              "mend": "install -d -m 700 /x",
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
