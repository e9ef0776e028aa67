use std::process::ExitCode;

use agent_protocol::sync::{Loss, SyncRequest};
use anyhow::Context as _;
use texts::Language;

use super::{ConfigurationFile, runtime};
use crate::{cloud::Cloud, configuration::Configuration, dry_run, keys::KeyRing, words};

/// The arguments of `sync`.
#[derive(Debug, clap::Args)]
#[command(group = clap::ArgGroup::new("what").required(true).args(["dry_run", "accept_shrink"]))]
pub(super) struct Sync {
    /// Print every account exactly as it would be sent, one JSON line each, and send nothing
    #[arg(long)]
    dry_run: bool,
    /// Accept, once, that the accounts are removed for which the sync has stopped
    #[arg(long)]
    accept_shrink: bool,
    /// Treat the members of this group as if they might reset, whatever the cloud's policy says; repeat it for more
    /// groups
    #[arg(long, requires = "dry_run")]
    enabled_group: Vec<String>,
    #[command(flatten)]
    file: ConfigurationFile,
}

/// The exit code if there is no loss to accept.
const NOTHING_TO_ACCEPT: u8 = 1;

pub(super) fn run(arguments: Sync, language: Language) -> anyhow::Result<ExitCode> {
    let configuration = arguments.file.load()?;
    if arguments.accept_shrink {
        return runtime::block_on(accept(configuration, language));
    }
    runtime::block_on(dry_run::run(configuration, arguments.enabled_group, language))
        .map(|()| ExitCode::SUCCESS)
}

/// Accepts the loss in the cloud, so that whichever agent leads goes on.
async fn accept(configuration: Configuration, language: Language) -> anyhow::Result<ExitCode> {
    let keys = KeyRing::open(&configuration.keys_dir())?;
    let cloud = Cloud::new(&configuration.cloud.url, keys.into())?;
    let reply = cloud.sync(&SyncRequest::AcceptLoss).await.context("accepting the loss in the cloud")?;
    let (text, code) = match reply.loss {
        Some(Loss { lost, known }) => (words::shrink_accepted(known, lost), ExitCode::SUCCESS),
        None => (words::shrink_none(), ExitCode::from(NOTHING_TO_ACCEPT)),
    };
    runtime::say(&text.in_language(language));
    Ok(code)
}
