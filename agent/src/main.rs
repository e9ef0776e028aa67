//! `readmit-agent`.

use std::process::ExitCode;

fn main() -> ExitCode {
    readmit_agent::command_line::run()
}
