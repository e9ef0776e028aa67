//! The wait for "done" with a real domain controller.

use std::{
    path::Path,
    process::{Command, Stdio},
};

use anyhow::ensure;

use crate::{instance::Instance, people::Person, progress::Progress, resets, site::Site};

/// A domain of the bench's own, beside those of `./scripts/run --samba` and of the tests.
const LAB: [(&str, &str); 2] = [("LAB_DIR", "/tmp/readmit-bench-domain"), ("LAB_IP", "127.0.0.57")];

/// Resets so many people's passwords; milliseconds from each order to "done".
pub fn measure(root: &Path, data: &Path, count: usize, progress: &Progress) -> anyhow::Result<Vec<f64>> {
    progress.say("setting up a domain controller");
    // Yesterday's domain has yesterday's passwords.
    lab(root, &["destroy"])?;
    lab(root, &["up"])?;
    let measured = with_domain(root, data, count, progress);
    lab(root, &["destroy"])?;
    measured
}

fn with_domain(root: &Path, data: &Path, count: usize, progress: &Progress) -> anyhow::Result<Vec<f64>> {
    let people: Vec<Person> = (0..count).map(person).collect();
    let names: Vec<&str> = people.iter().map(|person| person.name.as_str()).collect();
    lab(root, &["bulk", &count.to_string()])?;
    lab(root, &["tool", "group", "addmembers", "Readmit Users", &names.join(",")])?;
    let instance = Instance::start(root, &data.join("samba"), &["--samba"], &LAB, progress)?;
    let mut site = Site::connect(&instance.url)?;
    let mut emulator = Site::connect(&instance.emulator()?)?;
    let mut waits = Vec::new();
    for (index, person) in people.into_iter().enumerate() {
        if index % 10 == 0 {
            progress.say(&format!("whole resets with Samba: {index} of {count}"));
        }
        waits.push(resets::reset(&mut site, &mut emulator, person)?);
    }
    Ok(waits)
}

/// The people that `samba-lab bulk` makes.
fn person(number: usize) -> Person {
    let name = format!("bulk{number:05}");
    Person { kind: "text-message", address: format!("+4670{:07}", 1_740_000 + number), name }
}

fn lab(root: &Path, arguments: &[&str]) -> anyhow::Result<()> {
    let ended = Command::new(root.join("scripts/samba-lab"))
        .args(arguments)
        .envs(LAB)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()?;
    ensure!(ended.success(), "scripts/samba-lab {}: {ended}", arguments.join(" "));
    Ok(())
}
