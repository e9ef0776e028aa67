//! `readmit-agent check`: checks everything that the agent needs, reports it, and names the command that fixes each
//! problem. It changes nothing, and can run with or without a running agent.

mod cloud;
mod local;

use std::path::Path;

use texts::Language;

use crate::{
    active_directory,
    configuration::{Configuration, DirectorySettings},
    findings::{Findings, shell},
    words,
};

/// Checks everything. An error is one of the check itself, not a finding.
pub async fn check(file: &Path, language: Language) -> anyhow::Result<Findings> {
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
    local::breached(&configuration, &mut findings);
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
