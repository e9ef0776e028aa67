//! The command line.

use std::{
    io::Read as _,
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::Context as _;
use clap::{Parser, Subcommand};
use zeroize::Zeroizing;

use crate::{
    configuration::{AgentId, Configuration, DirectorySettings},
    demonstration::{DemoSignIn, Demonstration},
    hardening, keys,
    point::Hook,
    run, telemetry,
};

#[derive(Debug, Parser)]
#[command(name = "readmit-agent", version, about = "Sets passwords in Active Directory for Readmit")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Work until stopped
    Run {
        /// The configuration, TOML
        #[arg(long)]
        config: PathBuf,
    },
    /// Make the agent's keys, and registration.json for its administrator
    MakeKeys {
        /// Lower-case letters, digits and hyphens
        #[arg(long)]
        agent_id: AgentId,
        /// A folder
        #[arg(long)]
        out: PathBuf,
    },
    /// Try a password (from standard input) in the demonstration directory: exits 0 right, 1 wrong, 2 locked, 3 disabled
    DemoSignIn {
        /// The configuration, TOML
        #[arg(long)]
        config: PathBuf,
        /// Account name
        #[arg(long)]
        user: String,
    },
}

/// Not one of the codes of `demo-sign-in`.
const FAILED: u8 = 70;

/// Does what the arguments say.
pub fn run(hook: Hook) -> ExitCode {
    telemetry::start();
    let done = match Arguments::parse().command {
        Command::Run { config } => start(&config, hook),
        Command::MakeKeys { agent_id, out } => {
            keys::make(agent_id.as_str(), &out).map(|()| ExitCode::SUCCESS)
        }
        Command::DemoSignIn { config, user } => demo_sign_in(&config, &user),
    };
    done.unwrap_or_else(|error| {
        tracing::error!(error = format!("{error:#}"), "agent_failed");
        ExitCode::from(FAILED)
    })
}

fn start(config: &Path, hook: Hook) -> anyhow::Result<ExitCode> {
    hardening::forbid_memory_dumps()?;
    let configuration = Configuration::load(config)?;
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().build().context("starting the runtime")?;
    runtime.block_on(run::run(configuration, hook)).map(|()| ExitCode::SUCCESS)
}

fn demo_sign_in(config: &Path, user: &str) -> anyhow::Result<ExitCode> {
    let DirectorySettings::Demonstration(settings) = Configuration::load(config)?.directory else {
        anyhow::bail!("the configuration names another directory than the demonstration's");
    };
    let mut password = Zeroizing::new(String::new());
    std::io::stdin().read_to_string(&mut password).context("reading the password from standard input")?;
    let password = password.trim_end_matches(['\r', '\n']);
    Ok(ExitCode::from(match Demonstration::open(&settings)?.sign_in(user, password)? {
        DemoSignIn::Ok => 0,
        DemoSignIn::Wrong => 1,
        DemoSignIn::Locked => 2,
        DemoSignIn::Disabled => 3,
    }))
}
