use std::{fs, path::PathBuf, process::ExitCode};

use anyhow::Context as _;
use clap::Command;
use clap_complete::Shell;

/// The arguments of `describe`.
#[derive(Debug, clap::Args)]
pub(super) struct Describe {
    /// The folder to write to
    #[arg(long)]
    out: PathBuf,
}

/// Writes the completions and manual pages that the package contains.
pub(super) fn run(arguments: &Describe, mut command: Command) -> anyhow::Result<ExitCode> {
    let pages = arguments.out.join("man");
    fs::create_dir_all(&pages).with_context(|| format!("making {}", pages.display()))?;
    for shell in [Shell::Bash, Shell::Zsh, Shell::Fish] {
        clap_complete::generate_to(shell, &mut command, "readmit-agent", &arguments.out)
            .with_context(|| format!("writing the completions of {shell}"))?;
    }
    clap_mangen::generate_to(command.disable_help_subcommand(true), &pages)
        .context("writing manual pages")?;
    Ok(ExitCode::SUCCESS)
}
