//! Records of everything that AWS would charge for, made by the emulator while a measurement runs.

use std::{fs, path::PathBuf};

use crate::environment::environment;

/// Records everything that AWS would charge for until it is dropped.
#[derive(Debug)]
pub struct Charges(PathBuf);

impl Charges {
    /// Starts to record.
    pub fn begin() -> Self {
        let charges = Self(environment().data.join("emulator/charges"));
        charges.forget();
        charges
    }

    /// Deletes what was recorded.
    pub fn forget(&self) {
        fs::write(&self.0, "").unwrap();
    }

    /// Keeps what was recorded as the charges of this many journeys of one kind, for `scripts/lib/cost`.
    pub fn keep(&self, journey: &str, count: u32) {
        let lines = fs::read_to_string(&self.0).unwrap();
        let lines: Vec<&str> = lines.lines().collect();
        let kept = format!("{{\"count\": {count}, \"charges\": [\n{}\n]}}\n", lines.join(",\n"));
        fs::write(environment().data.join(format!("charges-of-{journey}.json")), kept).unwrap();
        self.forget();
    }
}

impl Drop for Charges {
    fn drop(&mut self) {
        drop(fs::remove_file(&self.0));
    }
}
