//! The command line.

mod check;
mod compile_breached;
mod demo_sign_in;
mod describe;
mod enroll;
mod language;
mod roll_keys;
mod runtime;
mod status;
mod sync;

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::{CommandFactory as _, Parser, Subcommand};

use crate::{configuration::Configuration, hardening, run, telemetry};

#[derive(Debug, Parser)]
#[command(name = "readmit-agent", version, about = "Sets passwords in Active Directory for Readmit")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    language: language::Choice,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Work until stopped
    Run(ConfigurationFile),
    /// Make keys and enroll them with a one-time code
    Enroll(enroll::Enroll),
    /// Check everything that the agent needs, and name the command that fixes each problem
    #[command(after_help = check::EXIT_CODES)]
    Check(check::Check),
    /// Show the state of the running agent
    #[command(after_help = status::EXIT_CODES)]
    Status(status::Status),
    /// Replace the keys while jobs go on
    RollKeys(ConfigurationFile),
    /// Show what a sync would send, or accept what it would remove
    Sync(sync::Sync),
    /// Compile a list of leaked passwords for `breached_file` of the configuration
    CompileBreached(compile_breached::CompileBreached),
    /// Try a password (from standard input) in the demonstration directory: exits 0 right, 1 wrong, 2 locked, 3
    /// disabled
    DemoSignIn(demo_sign_in::DemoSignIn),
    /// Write manual pages and completions
    #[command(hide = true)]
    Describe(describe::Describe),
}

/// The path of the configuration.
#[derive(Debug, clap::Args)]
pub(crate) struct ConfigurationFile {
    /// The path of the configuration file (TOML)
    #[arg(long, default_value = "/etc/readmit-agent/agent.toml")]
    config: PathBuf,
}

impl ConfigurationFile {
    fn path(&self) -> &Path {
        &self.config
    }

    fn load(&self) -> anyhow::Result<Configuration> {
        Configuration::load(&self.config)
    }
}

/// The exit code of a command that broke. No command uses it for anything else.
const FAILED: u8 = 70;

/// Runs the command of the arguments.
pub fn run() -> ExitCode {
    telemetry::start();
    let Arguments { command, language } = Arguments::parse();
    let language = language.language();
    let result = match command {
        Command::Run(file) => start(&file),
        Command::Enroll(arguments) => enroll::run(&arguments, language),
        Command::Check(arguments) => check::run(&arguments, language),
        Command::Status(arguments) => status::run(&arguments, language),
        Command::RollKeys(file) => roll_keys::run(&file, language),
        Command::Sync(arguments) => sync::run(arguments, language),
        Command::CompileBreached(arguments) => compile_breached::run(&arguments, language),
        Command::DemoSignIn(arguments) => demo_sign_in::run(&arguments),
        Command::Describe(arguments) => describe::run(&arguments, Arguments::command()),
    };
    result.unwrap_or_else(|error| {
        tracing::error!(error = format!("{error:#}"), "agent_failed");
        ExitCode::from(FAILED)
    })
}

fn start(file: &ConfigurationFile) -> anyhow::Result<ExitCode> {
    hardening::forbid_memory_dumps()?;
    let configuration = file.load()?;
    runtime::block_on(run::run(configuration)).map(|()| ExitCode::SUCCESS)
}
