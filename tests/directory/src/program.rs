//! Single commands of the agent's program.

use std::{
    path::Path,
    process::{Command, Output},
};

/// Runs a command in a folder.
pub fn run(program: &str, folder: &Path, arguments: &[&str]) -> Output {
    Command::new(program).args(arguments).current_dir(folder).output().expect("the agent runs")
}
