use std::{io::Read as _, process::ExitCode};

use anyhow::Context as _;
use zeroize::Zeroizing;

use super::ConfigurationFile;
use crate::{
    configuration::DirectorySettings,
    demonstration::{self, Demonstration},
};

/// The arguments of `demo-sign-in`.
#[derive(Debug, clap::Args)]
pub(super) struct DemoSignIn {
    #[command(flatten)]
    file: ConfigurationFile,
    /// The account name
    #[arg(long)]
    user: String,
}

pub(super) fn run(arguments: &DemoSignIn) -> anyhow::Result<ExitCode> {
    let DirectorySettings::Demonstration(settings) = arguments.file.load()?.directory else {
        anyhow::bail!("{} names another directory than the demonstration's", arguments.file.path().display());
    };
    let mut password = Zeroizing::new(String::new());
    std::io::stdin().read_to_string(&mut password).context("reading the password from standard input")?;
    let password = password.trim_end_matches(['\r', '\n']);
    Ok(ExitCode::from(match Demonstration::open(&settings)?.sign_in(&arguments.user, password)? {
        demonstration::DemoSignIn::Ok => 0,
        demonstration::DemoSignIn::Wrong => 1,
        demonstration::DemoSignIn::Locked => 2,
        demonstration::DemoSignIn::Disabled => 3,
    }))
}
