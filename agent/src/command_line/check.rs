use std::{
    io::{self, IsTerminal as _},
    process::ExitCode,
};

use texts::Language;

use super::{ConfigurationFile, runtime};
use crate::{
    check,
    findings::{self, Findings},
};

/// The exit codes, for the help and the manual.
pub(super) const EXIT_CODES: &str = "Exit codes: 0 nothing failed (warnings are allowed), 1 something failed, 2 wrong \
                                     usage, 70 the check itself failed.";

/// The exit code if something failed. Warnings alone do not count as a failure.
const FAULTY: u8 = 1;

/// The arguments of `check`.
#[derive(Debug, clap::Args)]
pub(super) struct Check {
    #[command(flatten)]
    file: ConfigurationFile,
    /// For machines: {"findings": […], "summary": {…}}
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &Check, language: Language) -> anyhow::Result<ExitCode> {
    // Programs get English, whatever their language is set to.
    let language = if arguments.json { Language::DEFAULT } else { language };
    let findings = runtime::block_on(check::check(arguments.file.path(), language))?;
    if arguments.json {
        runtime::say(&serde_json::to_string_pretty(&findings.to_json())?);
    } else {
        let is_colored = io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
        runtime::say(findings::show(&findings, is_colored).trim_end());
    }
    Ok(exit_code(&findings))
}

fn exit_code(findings: &Findings) -> ExitCode {
    if findings.summary().failed > 0 { ExitCode::from(FAULTY) } else { ExitCode::SUCCESS }
}
