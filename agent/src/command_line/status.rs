use std::process::ExitCode;

use anyhow::Context as _;
use serde_json::json;

use super::{ConfigurationFile, runtime};
use crate::{clock, status};

/// For the help and the manual.
pub(super) const EXIT_CODES: &str = "Exit codes: 0 running and well, 1 running and not well, 2 wrong usage, 3 not \
                                     running, 70 the agent was not understood.";

/// As the Linux Standard Base says of init scripts: running, and not well; not running.
const NOT_WELL: u8 = 1;
const NOT_RUNNING: u8 = 3;

/// The arguments.
#[derive(Debug, clap::Args)]
pub(super) struct Status {
    #[command(flatten)]
    file: ConfigurationFile,
    /// For machines: {"running": …, "problems": […], "state": {…}}
    #[arg(long)]
    json: bool,
}

pub(super) fn run(asked: &Status) -> anyhow::Result<ExitCode> {
    let folder = asked.file.load()?.state_dir;
    let told = status::ask(&folder);
    let told = told.with_context(|| format!("asking the agent at {}", status::socket(&folder).display()))?;
    let now = clock::now().as_second();
    let Some(state) = told else {
        let text =
            if asked.json { json!({ "running": false }).to_string() } else { "not running".to_owned() };
        runtime::say(&text);
        return Ok(ExitCode::from(NOT_RUNNING));
    };
    let problems = status::problems(&state, now);
    let text = if asked.json {
        serde_json::to_string_pretty(&json!({ "running": true, "problems": problems, "state": state }))?
    } else {
        status::show(&state, &problems, now)
    };
    runtime::say(text.trim_end());
    Ok(if problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(NOT_WELL) })
}
