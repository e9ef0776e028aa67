//! The calls of tables that functions make, as the emulator notes them while a test counts.

use std::path::PathBuf;

use serde_json::Value;

use crate::{environment::environment, json::text};

/// One call of a table.
#[derive(Debug, Clone)]
pub struct Call {
    /// Who called, by the name of its role.
    caller: String,
    /// `GetItem` and the like.
    pub operation: String,
    /// What its writes cost on AWS.
    pub write_units: u64,
    began: f64,
    ended: f64,
}

/// Calls are noted until this is dropped.
#[derive(Debug)]
pub struct Counting(PathBuf);

impl Counting {
    /// Begins to count.
    pub fn begin() -> Self {
        let counting = Self(environment().data.join("emulator/calls"));
        counting.forget();
        counting
    }

    /// What was called since calls were taken or forgotten last.
    pub fn take(&self) -> Vec<Call> {
        let lines = std::fs::read_to_string(&self.0).unwrap();
        self.forget();
        lines.lines().map(|line| read(&serde_json::from_str(line).unwrap())).collect()
    }

    /// Begins anew.
    pub fn forget(&self) {
        std::fs::write(&self.0, "").unwrap();
    }
}

impl Drop for Counting {
    fn drop(&mut self) {
        drop(std::fs::remove_file(&self.0));
    }
}

impl Call {
    /// Whether this function made it.
    pub fn is_of(&self, function: &str) -> bool {
        self.caller.ends_with(&format!("/readmit-{function}"))
    }
}

/// How many calls were made in a row: each began when the one before it was answered.
pub fn depth(calls: &[Call]) -> usize {
    let after =
        |ended: f64| calls.iter().filter(move |next| next.began >= ended).cloned().collect::<Vec<_>>();
    calls.iter().map(|call| 1 + depth(&after(call.ended))).max().unwrap_or(0)
}

fn read(line: &Value) -> Call {
    Call {
        caller: text(line, "/caller"),
        operation: text(line, "/operation"),
        write_units: line["write_units"].as_u64().expect("a whole number"),
        began: line["began"].as_f64().expect("a moment"),
        ended: line["ended"].as_f64().expect("a moment"),
    }
}
