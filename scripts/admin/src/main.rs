//! Commands of an administrator: apply a policy.

mod changes;
mod environment;
mod policy;
mod styles;

use std::{path::PathBuf, process::ExitCode};

use clap::{Args, Parser, Subcommand};
use store::audit::AuditTable;

#[derive(Parser)]
#[command(name = "readmit-admin", version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Puts a policy in force and prints what it changes.
    ApplyPolicy {
        /// The policy, TOML.
        file: PathBuf,
        /// The file to write with the branding as styles, `branding.css` of the site: what pages show first.
        #[arg(long)]
        styles: Option<PathBuf>,
        #[command(flatten)]
        tables: Tables,
    },
}

/// The tables of the settings. AWS itself is found by AWS's own variables.
#[derive(Args)]
struct Tables {
    /// The settings table; by default the value of `SETTINGS_TABLE`.
    #[arg(long)]
    settings_table: Option<String>,
    /// The audit table; by default the value of `AUDIT_TABLE`.
    #[arg(long)]
    audit_table: Option<String>,
}

impl Tables {
    fn settings(&self) -> anyhow::Result<String> {
        environment::setting(self.settings_table.as_ref(), "--settings-table", "SETTINGS_TABLE")
    }

    /// Returns the audit table. Changes of the policy are kept in it without end: they are about nobody.
    fn audit(&self) -> anyhow::Result<AuditTable> {
        let name = environment::setting(self.audit_table.as_ref(), "--audit-table", "AUDIT_TABLE")?;
        Ok(AuditTable { name, retention_days: None })
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match run(Arguments::parse().command).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            environment::print_error(&format!("{error:#}"));
            ExitCode::FAILURE
        }
    }
}

async fn run(command: Command) -> anyhow::Result<()> {
    match command {
        Command::ApplyPolicy { file, styles, tables } => {
            policy::apply(&file, styles.as_deref(), &tables).await
        }
    }
}
