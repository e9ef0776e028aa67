use std::{
    path::Path,
    process::ExitCode,
    thread,
    time::{Duration, Instant},
};

use anyhow::Context as _;
use serde_json::json;
use texts::Language;

use super::{ConfigurationFile, runtime};
use crate::{clock, state::Snapshot, status, words};

/// The exit codes, for the help and the manual.
pub(super) const EXIT_CODES: &str = "Exit codes: 0 running, ready and healthy, 1 running and not ready or not healthy, 2 \
                                     wrong usage, 3 not running, 70 its answer was not understood.";

/// The exit codes that the Linux Standard Base defines for init scripts: 1 for a running agent that is not well, 3 for
/// one that does not run.
const NOT_WELL: u8 = 1;
const NOT_RUNNING: u8 = 3;
/// The time between two looks while the command waits.
const POLL_INTERVAL: Duration = Duration::from_millis(200);

/// The arguments of `status`.
#[derive(Debug, clap::Args)]
pub(super) struct Status {
    #[command(flatten)]
    file: ConfigurationFile,
    /// For machines: {"running": …, "problems": […], "state": {…}}
    #[arg(long)]
    json: bool,
    /// Wait until it is ready and healthy, for at most this many seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 0)]
    wait: u32,
}

/// A running agent and what is wrong with it, at a moment.
struct Observation {
    state: Snapshot,
    problems: Vec<String>,
    now: i64,
}

pub(super) fn run(arguments: &Status, language: Language) -> anyhow::Result<ExitCode> {
    // Programs get English, whatever their language is set to.
    let language = if arguments.json { Language::DEFAULT } else { language };
    let folder = arguments.file.load()?.state_dir;
    let until = Instant::now() + Duration::from_secs(arguments.wait.into());
    let observation = loop {
        let observation = observe(&folder, language)?;
        let is_well = observation.as_ref().is_some_and(|observation| observation.problems.is_empty());
        if is_well || Instant::now() >= until {
            break observation;
        }
        thread::sleep(POLL_INTERVAL);
    };
    let Some(Observation { state, problems, now }) = observation else {
        let text = if arguments.json {
            json!({ "running": false }).to_string()
        } else {
            words::not_running().in_language(language)
        };
        runtime::say(&text);
        return Ok(ExitCode::from(NOT_RUNNING));
    };
    let text = if arguments.json {
        serde_json::to_string_pretty(&json!({ "running": true, "problems": problems, "state": state }))?
    } else {
        status::show(&state, &problems, now, language)
    };
    runtime::say(text.trim_end());
    Ok(if problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(NOT_WELL) })
}

fn observe(folder: &Path, language: Language) -> anyhow::Result<Option<Observation>> {
    let snapshot = status::ask(folder);
    let snapshot =
        snapshot.with_context(|| format!("asking the agent at {}", status::socket(folder).display()))?;
    let now = clock::now().as_second();
    Ok(snapshot.map(|state| Observation { problems: status::problems(&state, now, language), state, now }))
}
