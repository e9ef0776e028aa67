use std::{fs, process::ExitCode, sync::Arc, time::Duration};

use anyhow::Context as _;
use texts::Language;

use super::{ConfigurationFile, runtime};
use crate::{
    cloud::Cloud, configuration::Configuration, journal::Journal, key_rotation, keys::KeyRing, words,
};

/// The running agent looks for the request every second, and the cloud may take a while.
const TIMEOUT: Duration = Duration::from_secs(30);
const POLL_INTERVAL: Duration = Duration::from_millis(200);

/// Asks the running agent to roll its keys, or rolls them here if none is running.
pub(super) fn run(file: &ConfigurationFile, language: Language) -> anyhow::Result<ExitCode> {
    let configuration = file.load()?;
    runtime::block_on(async {
        if Journal::is_in_use(&configuration.journal_dir()) {
            ask(&configuration).await
        } else {
            let keys = Arc::new(KeyRing::open_to_change(&configuration.keys_dir())?);
            let cloud = Cloud::new(&configuration.cloud.url, Arc::clone(&keys))?;
            key_rotation::rotate_keys(&cloud, &keys).await
        }
    })?;
    let keys = KeyRing::open(&configuration.keys_dir())?;
    runtime::say(&words::keys_rolled(keys.agent()).in_language(language));
    let fingerprint = keys.current().public()?.fingerprint();
    runtime::say(&words::fingerprint(fingerprint).in_language(language));
    Ok(ExitCode::SUCCESS)
}

async fn ask(configuration: &Configuration) -> anyhow::Result<()> {
    let request = key_rotation::request_file(&configuration.keys_dir());
    fs::write(&request, "").with_context(|| format!("writing {}", request.display()))?;
    let taken = async {
        while request.exists() {
            tokio::time::sleep(POLL_INTERVAL).await;
        }
    };
    let waited = tokio::time::timeout(TIMEOUT, taken).await;
    waited.context("the running agent has not rolled its keys yet; its log says why, and it goes on trying")
}
