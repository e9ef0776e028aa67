//! Processes in `/proc`: descendants, environment, processor time.

use std::{collections::BTreeMap, fs, path::Path};

/// The nanoseconds of one tick in `/proc/PID/stat`.
const TICK: u64 = 10_000_000;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Process {
    pub id: u32,
    /// The name of its program.
    pub program: String,
}

pub fn descendants(of: u32) -> Vec<Process> {
    let mut family = vec![of];
    let all: Vec<(u32, u32)> = fs::read_dir("/proc")
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok())
        .filter_map(|id| Some((id, stat(id)?.first()?.parse().ok()?)))
        .collect();
    loop {
        let found: Vec<u32> = all
            .iter()
            .filter(|(id, parent)| family.contains(parent) && !family.contains(id))
            .map(|(id, _)| *id)
            .collect();
        if found.is_empty() {
            break;
        }
        family.extend(found);
    }
    family.into_iter().skip(1).filter_map(|id| Some(Process { id, program: program(id)? })).collect()
}

/// Returns the environment of a process.
pub fn environment(id: u32) -> BTreeMap<String, String> {
    let read = fs::read(format!("/proc/{id}/environ")).unwrap_or_default();
    let pairs =
        read.split(|byte| *byte == 0).filter_map(|pair| std::str::from_utf8(pair).ok()?.split_once('='));
    pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

/// Returns the processor time in nanoseconds, in user mode and in the kernel. The scheduler counts exactly, but only
/// for live threads; the ticks include the others. Neither is ever too large.
pub fn processor_time(id: u32) -> u64 {
    let threads = fs::read_dir(format!("/proc/{id}/task")).into_iter().flatten().filter_map(Result::ok);
    let exact = threads.filter_map(|thread| run_time(&thread.path())).sum();
    let ticks =
        |index: usize| stat(id).and_then(|fields| fields.get(index)?.parse::<u64>().ok()).unwrap_or(0);
    // utime and stime, fields 14 and 15; the list begins with field 4.
    ((ticks(10) + ticks(11)) * TICK).max(exact)
}

fn run_time(thread: &Path) -> Option<u64> {
    fs::read_to_string(thread.join("schedstat")).ok()?.split(' ').next()?.parse().ok()
}

fn program(id: u32) -> Option<String> {
    let path = fs::read_link(format!("/proc/{id}/exe")).ok()?;
    Some(path.file_name()?.to_str()?.trim_end_matches(" (deleted)").to_owned())
}

/// Returns the fields after the name and the state, from the parent's id on.
fn stat(id: u32) -> Option<Vec<String>> {
    let stat = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    let (_, rest) = stat.rsplit_once(") ")?;
    Some(rest.split(' ').skip(1).map(str::to_owned).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_process_is_read_from_proc() {
        let id = std::process::id();
        let mut child = std::process::Command::new("sleep").arg("5").spawn().unwrap();
        std::thread::sleep(std::time::Duration::from_millis(100));
        let known = descendants(id);
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(
            known.iter().any(|process| process.id == child.id() && !process.program.is_empty()),
            "{known:?}"
        );
        assert!(processor_time(id) > 0);
        assert!(environment(id).contains_key("PATH"));
    }
}
