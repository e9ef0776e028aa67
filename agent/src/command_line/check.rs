//! `readmit-agent check`: checks everything that the agent needs, reports it, and names the command that fixes each
//! problem. It changes nothing, and can run beside an agent or without one.

use std::{
    io::{self, IsTerminal as _},
    path::Path,
    process::ExitCode,
};

use texts::Language;

use super::{ConfigurationFile, runtime};
use crate::{
    active_directory,
    check::{self, Findings, cloud, local, shell},
    configuration::{Configuration, DirectorySettings},
    words,
};

/// The exit codes, for the help and the manual.
pub(super) const EXIT_CODES: &str = "Exit codes: 0 nothing failed (warnings are allowed), 1 something failed, 2 wrong \
                                     usage, 70 the check itself broke.";

/// The exit code if something failed. Warnings alone are no failure.
const FAULTY: u8 = 1;

/// The arguments.
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
    let findings = runtime::block_on(check_all(arguments.file.path(), language))?;
    if arguments.json {
        runtime::say(&serde_json::to_string_pretty(&findings.to_json())?);
    } else {
        let is_coloured = io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
        runtime::say(check::show(&findings, is_coloured).trim_end());
    }
    Ok(exit_code(&findings))
}

fn exit_code(findings: &Findings) -> ExitCode {
    if findings.summary().failed > 0 { ExitCode::from(FAULTY) } else { ExitCode::SUCCESS }
}

/// Checks everything. An error is one of the check itself, not a finding.
async fn check_all(file: &Path, language: Language) -> anyhow::Result<Findings> {
    let mut findings = Findings::in_language(language);
    let shown = file.display();
    let configuration = match Configuration::load(file) {
        Ok(configuration) => configuration,
        Err(error) => {
            let fix = format!("editor {}", shell(&shown.to_string()));
            findings.failed("configuration", format!("{error:#}"), Some(fix));
            return Ok(findings);
        }
    };
    local::file(file, &mut findings);
    local::state(&configuration, &mut findings);
    let policy = cloud::check(&configuration, file, &mut findings).await;
    match &configuration.directory {
        DirectorySettings::ActiveDirectory(settings) => {
            active_directory::check::check(settings, file, policy.as_ref(), &mut findings).await?;
        }
        DirectorySettings::Demonstration(settings) => {
            findings.ok("directory", words::directory_demonstration(settings.folder.display().to_string()));
        }
    }
    Ok(findings)
}
