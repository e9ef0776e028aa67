//! The agent, with one addition: at the point named in the file `stop-at` of its working directory it makes a file
//! `stopped` and waits until somebody removes it, so that a test can kill it exactly there.

use std::{fs, path::Path, process::ExitCode, thread, time::Duration};

use readmit_agent::{command_line, point::Hook};

fn main() -> ExitCode {
    command_line::run(Hook::new(|point| {
        let wanted = fs::read_to_string("stop-at").unwrap_or_default();
        if format!("{point:?}") == wanted && fs::write("stopped", wanted).is_ok() {
            while Path::new("stopped").exists() {
                thread::sleep(Duration::from_millis(10));
            }
        }
    }))
}
