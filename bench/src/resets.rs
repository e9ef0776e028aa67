//! Makes whole resets through a running instance, one after the other, and measures the processor time of Readmit's
//! processes, and how long a user waits.

use std::{
    collections::BTreeMap,
    thread,
    time::{Duration, Instant},
};

use anyhow::{bail, ensure};

use crate::{
    instance::Instance,
    journey::{self, Journey},
    outbox,
    people::Person,
    processes,
    progress::Progress,
    sign_ins,
    site::Site,
};

/// The costs of complete resets.
#[derive(Debug, Default, Clone)]
pub struct Resets {
    /// The number of resets.
    pub count: usize,
    /// The processor milliseconds per reset, by program.
    pub cpu: BTreeMap<String, f64>,
    /// The milliseconds from each order to "done".
    pub submit_to_done: Vec<f64>,
    /// The milliseconds from each click to a session with the new password.
    pub click_to_signed_in: Vec<f64>,
}

impl Resets {
    /// Returns the processor milliseconds of all programs for one reset.
    pub fn cpu_of_all(&self) -> f64 {
        self.cpu.values().sum()
    }
}

/// Resets the passwords of these users.
pub fn run(instance: &Instance, people: &[Person], progress: &Progress) -> anyhow::Result<Resets> {
    let mut site = Site::connect(&instance.url)?;
    let mut emulator = Site::connect(&instance.emulator()?)?;
    let mut ledger = Ledger::default();
    ledger.note(instance, true);
    let (mut submit_to_done, mut click_to_signed_in) = (Vec::new(), Vec::new());
    for (index, person) in people.iter().enumerate() {
        if index % 10 == 0 {
            progress.say(&format!("whole resets: {index} of {}", people.len()));
        }
        submit_to_done.push(reset(&mut site, &mut emulator, person.clone())?);
        ledger.note(instance, false);
    }
    // The last notice is in progress.
    thread::sleep(Duration::from_secs(3));
    ledger.note(instance, false);
    for person in people {
        click_to_signed_in.push(sign_ins::sign_in(&mut site, &person.name)?);
    }
    Ok(Resets { count: people.len(), cpu: ledger.per(people.len()), submit_to_done, click_to_signed_in })
}

/// Makes one reset as the page does, and returns the milliseconds from the order to "done".
pub fn reset(site: &mut Site, emulator: &mut Site, person: Person) -> anyhow::Result<f64> {
    journey::show_config().send(site)?;
    let mut journey = Journey::to_reset(person);
    prove(site, emulator, &mut journey)?;
    let order = journey.set_password()?;
    let ordered = Instant::now();
    journey.take_token(&order.send(site)?)?;
    wait(site, &journey)?;
    Ok(ordered.elapsed().as_secs_f64() * 1000.0)
}

/// Makes one unlock.
pub fn unlock(site: &mut Site, emulator: &mut Site, person: Person) -> anyhow::Result<()> {
    let mut journey = Journey::to_unlock(person);
    prove(site, emulator, &mut journey)?;
    journey.take_token(&journey.unlock_account().send(site)?)?;
    wait(site, &journey)
}

/// Proves every gate.
pub fn prove(site: &mut Site, emulator: &mut Site, journey: &mut Journey) -> anyhow::Result<()> {
    let challenge = journey::issue_challenge().send(site)?;
    journey.take_start(&journey.start(&challenge)?.send(site)?)?;
    journey.take_token(&journey.send_code().send(site)?)?;
    let codes = outbox::codes(emulator, &[&journey.person.address])?;
    let proved = journey.verify_code(codes.first().map_or("", String::as_str)).send(site)?;
    journey.take_proof(&proved)
}

/// Polls for the outcome at the interval of the page.
fn wait(site: &mut Site, journey: &Journey) -> anyhow::Result<()> {
    let mut pause = 120;
    for attempt in 0..100 {
        thread::sleep(Duration::from_millis(pause));
        pause = if attempt == 0 { 150 } else { (pause + pause / 5).min(1000) };
        let shown = journey.show_reset().send(site)?;
        if shown["state"] != "writing" {
            ensure!(shown["state"] == "done", "{}: {shown}", journey.person.name);
            return Ok(());
        }
    }
    bail!("{}: the order is still under way", journey.person.name)
}

/// The processor time of each process at the beginning and at the end. A process that ends keeps its last value.
#[derive(Debug, Default)]
struct Ledger {
    seen: BTreeMap<u32, (String, u64, u64)>,
}

impl Ledger {
    fn note(&mut self, instance: &Instance, is_first: bool) {
        for process in instance.processes() {
            let time = processes::processor_time(process.id);
            let before = if is_first { time } else { 0 };
            let program = match process.program.as_str() {
                "bootstrap" => "functions".to_owned(),
                other => other.to_owned(),
            };
            self.seen.entry(process.id).or_insert((program, before, 0)).2 = time;
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "far below 2^52")]
    fn per(self, count: usize) -> BTreeMap<String, f64> {
        let mut total = BTreeMap::new();
        for (program, first, last) in self.seen.into_values() {
            *total.entry(program).or_insert(0.0) +=
                last.saturating_sub(first) as f64 / 1e6 / count.max(1) as f64;
        }
        total
    }
}
