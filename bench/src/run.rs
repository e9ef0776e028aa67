//! Runs all measurements, one after the other.

use std::{collections::BTreeMap, fs};

use anyhow::Context as _;
use serde_json::Value;

use crate::{
    arguments::Arguments,
    aws::Aws,
    clock,
    functions::Functions,
    instance::Instance,
    journey,
    measure::{Bench, Cost, Row},
    page,
    people::{self, Person},
    progress::Progress,
    report::Report,
    resets::{self, Resets},
    samba::{self, Waits},
    site::Site,
    worker::Function,
};

/// Starts an instance and takes every measurement.
pub fn run(arguments: &Arguments, progress: &Progress) -> anyhow::Result<Report> {
    let data = arguments.data.join("instance");
    fs::create_dir_all(&data)?;
    let (events, resets) = (arguments.repetitions().events(), arguments.resets());
    let people: Vec<Person> = (0..2 + resets + 2 * events).map(people::person).collect();
    people::write(&data, people.len(), clock::seconds())?;
    let instance = Instance::start(&arguments.root, &data, &[], &[], progress)?;
    let (first, rest) = people.split_at(2);
    let (to_reset, to_measure) = rest.split_at(resets);
    let config = warm_up(&instance, first)?;
    let resets = resets::run(&instance, to_reset, progress)?;
    // The notices of the last sign-ins would delay the emulator's answers to the first functions.
    instance.wait_until_idle();
    let functions = functions(arguments, &instance, to_measure, progress)?;
    drop(instance);
    let waits = waits(arguments, &resets, progress)?;
    let pages = page::all(&arguments.page, &arguments.root.join("frontend"), &config.to_string())?;
    let deployed = arguments.deployed().context("the functions' archive")?;
    Ok(Report { pages, functions, resets, waits, deployed })
}

/// Lets every function answer once, so that no later request includes a start. Returns the settings of the page.
fn warm_up(instance: &Instance, people: &[Person]) -> anyhow::Result<Value> {
    let mut site = Site::connect(&instance.url)?;
    let mut emulator = Site::connect(&instance.emulator()?)?;
    let [one, another] = people else { anyhow::bail!("two people are needed") };
    resets::reset(&mut site, &mut emulator, one.clone())?;
    resets::unlock(&mut site, &mut emulator, another.clone())?;
    journey::show_config().send(&mut site)
}

fn functions(
    arguments: &Arguments,
    instance: &Instance,
    people: &[Person],
    progress: &Progress,
) -> anyhow::Result<Vec<Row>> {
    let empty = Function {
        name: "empty-function".to_owned(),
        binary: arguments.binaries.join("empty-function"),
        environment: BTreeMap::new(),
    };
    let deployed = instance.functions(&arguments.binaries);
    let sample = deployed.get("show-config").context("show-config never ran")?;
    let empty = Function { environment: sample.environment.clone(), ..empty };
    let repetitions = arguments.repetitions();
    let mut bench =
        Bench { folder: &arguments.data, repetitions, empty, baseline: Cost::default(), progress };
    let baseline = bench.measure_empty(&journey::show_config().event())?;
    let mut functions = Functions {
        bench: &bench,
        instance,
        deployed,
        site: Site::connect(&instance.url)?,
        emulator: Site::connect(&instance.emulator()?)?,
        aws: Aws::operator(&instance.data)?,
        rows: vec![baseline],
    };
    functions.measure_all(people)?;
    Ok(functions.rows)
}

fn waits(arguments: &Arguments, resets: &Resets, progress: &Progress) -> anyhow::Result<Waits> {
    if arguments.samba {
        return samba::measure(&arguments.root, &arguments.data, arguments.resets(), progress);
    }
    let Resets { submit_to_done, click_to_signed_in, .. } = resets.clone();
    Ok(Waits { directory: "demonstration directory", submit_to_done, click_to_signed_in })
}
