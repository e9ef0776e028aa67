//! Measures the wait for "done" with a real domain controller.

use std::{
    path::Path,
    process::{Command, Stdio},
};

use anyhow::ensure;

use crate::{instance::Instance, people::Person, progress::Progress, resets, sign_ins, site::Site};

/// The domain of the bench, separate from those of `./scripts/run --samba` and of the tests.
const LAB: [(&str, &str); 2] = [("LAB_DIR", "/tmp/readmit-bench-domain"), ("LAB_IP", "127.0.0.57")];

/// The times that users waited, in milliseconds.
#[derive(Debug)]
pub struct Waits {
    /// The kind of directory.
    pub directory: &'static str,
    /// The times from each order to "done".
    pub submit_to_done: Vec<f64>,
    /// The times from each click to a session with the new password.
    pub click_to_signed_in: Vec<f64>,
}

/// Resets the passwords of this many users, and signs them in.
pub fn measure(root: &Path, data: &Path, count: usize, progress: &Progress) -> anyhow::Result<Waits> {
    progress.say("setting up a domain controller");
    // An older domain has passwords that were set already.
    lab(root, &["destroy"])?;
    lab(root, &["up"])?;
    let measured = with_domain(root, data, count, progress);
    lab(root, &["destroy"])?;
    measured
}

fn with_domain(root: &Path, data: &Path, count: usize, progress: &Progress) -> anyhow::Result<Waits> {
    let people: Vec<Person> = (0..count).map(person).collect();
    let names: Vec<&str> = people.iter().map(|person| person.name.as_str()).collect();
    lab(root, &["bulk", &count.to_string()])?;
    lab(root, &["tool", "group", "addmembers", "Readmit Users", &names.join(",")])?;
    let instance = Instance::start(root, &data.join("samba"), &["--samba"], &LAB, progress)?;
    let mut site = Site::connect(&instance.url)?;
    let mut emulator = Site::connect(&instance.emulator()?)?;
    let mut waits = Waits { directory: "Samba", submit_to_done: Vec::new(), click_to_signed_in: Vec::new() };
    for (index, person) in people.iter().enumerate() {
        if index % 10 == 0 {
            progress.say(&format!("whole resets with Samba: {index} of {count}"));
        }
        waits.submit_to_done.push(resets::reset(&mut site, &mut emulator, person.clone())?);
    }
    for person in &people {
        waits.click_to_signed_in.push(sign_ins::sign_in(&mut site, &person.name)?);
    }
    Ok(waits)
}

/// Returns the users of `samba-lab bulk`.
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
