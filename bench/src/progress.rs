//! A progress line on the terminal.

use std::{
    io::{IsTerminal as _, Write as _, stderr},
    time::Instant,
};

/// The line on standard error that shows how far a measurement is.
#[derive(Debug)]
pub struct Progress {
    began: Instant,
    is_terminal: bool,
}

impl Progress {
    /// Starts the clock of the line.
    pub fn begin() -> Self {
        Self { began: Instant::now(), is_terminal: stderr().is_terminal() }
    }

    /// Replaces the line on a terminal; otherwise prints a new line.
    pub fn say(&self, what: &str) {
        let (start, end) = if self.is_terminal { ("\r\u{1b}[2K", "") } else { ("", "\n") };
        let line = format!("{start}{:5}s  {what}{end}", self.began.elapsed().as_secs());
        // An error of the terminal is no reason to stop.
        stderr().write_all(line.as_bytes()).ok();
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.is_terminal {
            stderr().write_all(b"\r\x1b[2K").ok();
        }
    }
}
