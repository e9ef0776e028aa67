//! The agent's program, run for one command.

use std::{
    path::Path,
    process::{Command, Output},
};

/// Runs it in a folder.
pub fn run(program: &str, folder: &Path, arguments: &[&str]) -> Output {
    Command::new(program).args(arguments).current_dir(folder).output().expect("the agent runs")
}
