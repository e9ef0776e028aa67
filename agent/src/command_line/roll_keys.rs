use std::{fs, process::ExitCode, sync::Arc, time::Duration};

use anyhow::Context as _;

use super::{ConfigurationFile, runtime};
use crate::{cloud::Cloud, configuration::Configuration, journal::Journal, key_rotation, keys::KeyRing};

/// The running agent looks every second; the cloud may take a while.
const PATIENCE: Duration = Duration::from_secs(30);
const LOOK: Duration = Duration::from_millis(200);

/// Asks the running agent; without one, rolls here.
pub(super) fn run(file: &ConfigurationFile) -> anyhow::Result<ExitCode> {
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
    runtime::say(&format!("The keys of {} are new.", keys.agent()));
    runtime::say(&format!("Fingerprint: {}", keys.current().public()?.fingerprint()));
    Ok(ExitCode::SUCCESS)
}

async fn ask(configuration: &Configuration) -> anyhow::Result<()> {
    let request = key_rotation::request_file(&configuration.keys_dir());
    fs::write(&request, "").with_context(|| format!("writing {}", request.display()))?;
    let taken = async {
        while request.exists() {
            tokio::time::sleep(LOOK).await;
        }
    };
    let waited = tokio::time::timeout(PATIENCE, taken).await;
    waited.context("the running agent has not rolled its keys yet; its log says why, and it goes on trying")
}
