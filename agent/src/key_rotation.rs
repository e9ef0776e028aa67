//! Replaces the agent's keys while jobs go on: every 90 days, and when an administrator asks.

use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

use agent_protocol::{enrollment::RollKeys, session::SessionRequest};
use anyhow::Context as _;

use crate::{
    clock,
    cloud::{Cloud, CloudError},
    keys::KeyRing,
    state::State,
};

/// The age in seconds after which keys are replaced.
const MAX_KEY_AGE_SECONDS: i64 = 90 * 24 * 60 * 60;
const POLL_INTERVAL: Duration = Duration::from_secs(1);
const RETRY_INTERVAL: Duration = Duration::from_mins(1);

/// Returns the file by which `readmit-agent roll-keys` asks the running agent for new keys.
pub fn request_file(keys_dir: &Path) -> PathBuf {
    keys_dir.join("roll-requested")
}

/// Rotates the keys when it is time, and destroys retired ones, until the future is dropped.
pub async fn rotate_when_due(cloud: &Cloud, keys: &KeyRing, keys_dir: &Path, state: &State) {
    let request = request_file(keys_dir);
    loop {
        let now = clock::now().as_second();
        if let Err(error) = keys.destroy_old(now) {
            tracing::error!(error = format!("{error:#}"), "old_keys_not_destroyed");
        }
        // An interrupted rotation is finished first.
        let is_due = now - keys.current().made_at >= MAX_KEY_AGE_SECONDS || keys.next().is_some();
        let mut pause = POLL_INTERVAL;
        if is_due || request.exists() {
            match rotate_keys(cloud, keys).await.and_then(|()| remove_request(&request)) {
                Ok(()) => publish(keys, state),
                Err(error) => {
                    tracing::error!(error = format!("{error:#}"), "keys_not_rolled");
                    pause = RETRY_INTERVAL;
                }
            }
        }
        tokio::time::sleep(pause).await;
    }
}

/// Replaces the current keys by new ones, here and in the cloud.
pub async fn rotate_keys(cloud: &Cloud, keys: &KeyRing) -> anyhow::Result<()> {
    let next = keys.prepare(clock::now().as_second())?;
    let public = next.public()?;
    let proof = next.sign(&public.proof_text(keys.agent()))?;
    match cloud.rotate_keys(&RollKeys { keys: public, proof }).await {
        Ok(()) => {}
        // An earlier attempt may have reached the cloud without its answer reaching the agent.
        Err(CloudError::NotAccepted) => {
            let look = SessionRequest {
                version: env!("CARGO_PKG_VERSION").to_owned(),
                wants_credentials: false,
                health: None,
            };
            cloud.session_signed_by(&next, &look).await.context("rolling the keys")?;
        }
        Err(CloudError::Answered(status)) if status.is_client_error() => {
            keys.abandon()?;
            anyhow::bail!("the cloud does not take the new keys: {status}");
        }
        Err(error) => return Err(error).context("rolling the keys"),
    }
    keys.promote(clock::now().as_second())?;
    tracing::info!("keys_rolled");
    Ok(())
}

/// Notes fingerprint and age of the current keys in the state.
pub fn publish(keys: &KeyRing, state: &State) {
    let current = keys.current();
    let fingerprint = current.public().map(|public| public.fingerprint()).unwrap_or_default();
    state.note(|state| {
        state.fingerprint = fingerprint;
        state.keys_made_at = current.made_at;
    });
}

fn remove_request(request: &Path) -> anyhow::Result<()> {
    match fs::remove_file(request) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("removing {}", request.display()))
        }
        _ => Ok(()),
    }
}
