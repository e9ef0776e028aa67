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

/// For the help and the manual.
pub(super) const EXIT_CODES: &str = "Exit codes: 0 running, ready and well, 1 running and not ready or not well, 2 \
                                     wrong usage, 3 not running, 70 the agent was not understood.";

/// As the Linux Standard Base says of init scripts: running, and not well; not running.
const NOT_WELL: u8 = 1;
const NOT_RUNNING: u8 = 3;
/// Between two looks of who waits.
const LOOK: Duration = Duration::from_millis(200);

/// The arguments.
#[derive(Debug, clap::Args)]
pub(super) struct Status {
    #[command(flatten)]
    file: ConfigurationFile,
    /// For machines: {"running": …, "problems": […], "state": {…}}
    #[arg(long)]
    json: bool,
    /// Wait until it is ready and well, for so long at most
    #[arg(long, value_name = "SECONDS", default_value_t = 0)]
    wait: u32,
}

/// A running agent and what is wrong with it, at a moment.
struct Seen {
    state: Snapshot,
    problems: Vec<String>,
    now: i64,
}

pub(super) fn run(asked: &Status, language: Language) -> anyhow::Result<ExitCode> {
    // Programs get English, whatever their language is set to.
    let language = if asked.json { Language::DEFAULT } else { language };
    let folder = asked.file.load()?.state_dir;
    let until = Instant::now() + Duration::from_secs(asked.wait.into());
    let seen = loop {
        let seen = look(&folder, language)?;
        let is_well = seen.as_ref().is_some_and(|seen| seen.problems.is_empty());
        if is_well || Instant::now() >= until {
            break seen;
        }
        thread::sleep(LOOK);
    };
    let Some(Seen { state, problems, now }) = seen else {
        let text = if asked.json {
            json!({ "running": false }).to_string()
        } else {
            words::not_running().in_language(language)
        };
        runtime::say(&text);
        return Ok(ExitCode::from(NOT_RUNNING));
    };
    let text = if asked.json {
        serde_json::to_string_pretty(&json!({ "running": true, "problems": problems, "state": state }))?
    } else {
        status::show(&state, &problems, now, language)
    };
    runtime::say(text.trim_end());
    Ok(if problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(NOT_WELL) })
}

fn look(folder: &Path, language: Language) -> anyhow::Result<Option<Seen>> {
    let told = status::ask(folder);
    let told = told.with_context(|| format!("asking the agent at {}", status::socket(folder).display()))?;
    let now = clock::now().as_second();
    Ok(told.map(|state| Seen { problems: status::problems(&state, now, language), state, now }))
}
