//! The calls of tables that functions make, which the emulator records while a test counts them.

use std::path::PathBuf;

use serde_json::Value;

use crate::{environment::environment, json::text};

/// One call of a table.
#[derive(Debug, Clone)]
pub struct Call {
    /// The role of the function.
    caller: String,
    /// The operation, such as `GetItem`.
    pub operation: String,
    /// The write units that it costs on AWS.
    pub write_units: u64,
    began: f64,
    ended: f64,
}

/// Records calls until it is dropped.
#[derive(Debug)]
pub struct Counting(PathBuf);

impl Counting {
    /// Starts to record.
    pub fn begin() -> Self {
        let counting = Self(environment().data.join("emulator/calls"));
        counting.forget();
        counting
    }

    /// Returns the calls since the last `take` or `forget`.
    pub fn take(&self) -> Vec<Call> {
        let lines = std::fs::read_to_string(&self.0).unwrap();
        self.forget();
        lines.lines().map(|line| read(&serde_json::from_str(line).unwrap())).collect()
    }

    /// Deletes the recorded calls.
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
    /// Returns whether this function made it.
    pub fn is_of(&self, function: &str) -> bool {
        self.caller.ends_with(&format!("/readmit-{function}"))
    }
}

/// Returns the length of the longest chain of calls, each of which began after the one before it ended.
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
