use std::{path::PathBuf, process::ExitCode};

use texts::Language;

use super::runtime;
use crate::{breached, words};

/// The arguments of `compile-breached`.
#[derive(Debug, clap::Args)]
pub(super) struct CompileBreached {
    /// The list: on each line one password, or its SHA-1 as Have I Been Pwned has it
    list: PathBuf,
    /// The file to write, for `breached_file` of the configuration
    output: PathBuf,
}

pub(super) fn run(arguments: &CompileBreached, language: Language) -> anyhow::Result<ExitCode> {
    let set = breached::compile(&arguments.list, &arguments.output)?;
    runtime::say(&words::breached_compiled(set.count, set.day).in_language(language));
    Ok(ExitCode::SUCCESS)
}
