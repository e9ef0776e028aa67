use std::{path::PathBuf, process::ExitCode};

use texts::{Language, Text};

use super::{ConfigurationFile, runtime};
use crate::{configuration::CloudUrl, enroll, words};

/// The arguments of `enroll`.
#[derive(Debug, clap::Args)]
pub(super) struct Enroll {
    /// The root of the site; if omitted, that of the configuration
    #[arg(long, value_parser = |text: &str| CloudUrl::try_from(text.to_owned()))]
    url: Option<CloudUrl>,
    /// The code that an administrator was shown; good once, for 15 minutes
    #[arg(long)]
    code: String,
    /// The folder of the state, with the keys in keys/; if omitted, that of the configuration
    #[arg(long)]
    state_dir: Option<PathBuf>,
    /// Replace the agent that is enrolled here
    #[arg(long)]
    again: bool,
    #[command(flatten)]
    file: ConfigurationFile,
}

pub(super) fn run(arguments: &Enroll, language: Language) -> anyhow::Result<ExitCode> {
    let (url, state_dir) = match (&arguments.url, &arguments.state_dir) {
        (Some(url), Some(state_dir)) => (url.clone(), state_dir.clone()),
        (url, state_dir) => {
            let configuration = arguments.file.load()?;
            (
                url.clone().unwrap_or(configuration.cloud.url),
                state_dir.clone().unwrap_or(configuration.state_dir),
            )
        }
    };
    let keys_dir = state_dir.join("keys");
    let enrolled = runtime::block_on(enroll::enroll(&url, &arguments.code, &keys_dir, arguments.again))?;
    let say = |text: Text| runtime::say(&text.in_language(language));
    say(words::enrolled(enrolled.agent));
    say(words::fingerprint(enrolled.fingerprint));
    say(words::fingerprint_compare());
    Ok(ExitCode::SUCCESS)
}
