use std::process::ExitCode;

use texts::Language;

use super::{ConfigurationFile, runtime};
use crate::dry_run;

/// The arguments of `sync`.
#[derive(Debug, clap::Args)]
pub(super) struct Sync {
    /// Print every account exactly as it would be sent, one JSON line each, and send nothing
    #[arg(long, required = true)]
    dry_run: bool,
    /// Treat the members of this group as if they might reset, whatever the cloud's policy says; repeat it for more
    /// groups
    #[arg(long)]
    enabled_group: Vec<String>,
    #[command(flatten)]
    file: ConfigurationFile,
}

pub(super) fn run(arguments: Sync, language: Language) -> anyhow::Result<ExitCode> {
    let configuration = arguments.file.load()?;
    runtime::block_on(dry_run::run(configuration, arguments.enabled_group, language))
        .map(|()| ExitCode::SUCCESS)
}
