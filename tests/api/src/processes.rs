//! Processes of this machine, as tests find and end them.

use std::{fs, process::Command};

/// Returns the children of a process.
pub fn children(parent: u32) -> Vec<u32> {
    let processes =
        fs::read_dir("/proc").unwrap().filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok());
    processes.filter(|process| parent_of(*process) == Some(parent)).collect()
}

/// Returns a process and everything that it started, parents first.
pub fn tree(of: u32) -> Vec<u32> {
    std::iter::once(of).chain(children(of).into_iter().flat_map(tree)).collect()
}

/// Returns whether the command line of a process contains a text.
pub fn runs(process: u32, what: &str) -> bool {
    fs::read_to_string(format!("/proc/{process}/cmdline")).is_ok_and(|line| line.contains(what))
}

/// Sends a signal to a process, or to a process group if it begins with `-`.
pub fn signal(name: &str, process: &str) {
    let sent = Command::new("kill").args([&format!("-{name}"), "--", process]).status();
    assert!(sent.unwrap().success(), "SIG{name} could not be sent to {process}");
}

/// Kills processes with SIGKILL by one command. Some may have ended.
pub fn kill_all(processes: &[u32]) {
    let mut command = Command::new("kill");
    command.args(["-KILL", "--"]).args(processes.iter().map(ToString::to_string));
    let _some_may_be_gone = command.output().unwrap();
}

/// Returns whether a process has exited, with all its threads. Its parent may still have to ask for its exit code.
pub fn has_exited(process: u32) -> bool {
    field_of(process, "State:").is_none_or(|state| {
        state.starts_with('Z') && field_of(process, "Threads:").is_none_or(|threads| threads == "1")
    })
}

fn parent_of(process: u32) -> Option<u32> {
    field_of(process, "PPid:")?.parse().ok()
}

/// Returns a field of a process's status (proc(5)). `None`: there is no such process any more.
fn field_of(process: u32, name: &str) -> Option<String> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    Some(status.lines().find_map(|line| line.strip_prefix(name))?.trim().to_owned())
}
