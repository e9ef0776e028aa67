//! New keys in the place of old ones, while jobs go on: by themselves every 90 days, and when an administrator asks.

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

/// How old keys become.
const KEYS_LIVE_SECONDS: i64 = 90 * 24 * 60 * 60;
const LOOK: Duration = Duration::from_secs(1);
const PAUSE_AFTER_FAILURE: Duration = Duration::from_mins(1);

/// The file by which `readmit-agent roll-keys` asks the running agent.
pub fn request_file(keys_dir: &Path) -> PathBuf {
    keys_dir.join("roll-requested")
}

/// Rolls when it is time, and destroys what is over; never ends.
pub async fn keep_keys_fresh(cloud: &Cloud, keys: &KeyRing, keys_dir: &Path, state: &State) {
    let request = request_file(keys_dir);
    loop {
        let now = clock::now().as_second();
        if let Err(error) = keys.destroy_old(now) {
            tracing::error!(error = format!("{error:#}"), "old_keys_not_destroyed");
        }
        // A roll that was cut off is finished first.
        let is_due = now - keys.current().made_at >= KEYS_LIVE_SECONDS || keys.next().is_some();
        let mut pause = LOOK;
        if is_due || request.exists() {
            match roll(cloud, keys).await.and_then(|()| forget(&request)) {
                Ok(()) => note(keys, state),
                Err(error) => {
                    tracing::error!(error = format!("{error:#}"), "keys_not_rolled");
                    pause = PAUSE_AFTER_FAILURE;
                }
            }
        }
        tokio::time::sleep(pause).await;
    }
}

/// Puts new keys in the place of the current ones, here and in the cloud.
pub async fn roll(cloud: &Cloud, keys: &KeyRing) -> anyhow::Result<()> {
    let next = keys.prepare(clock::now().as_second())?;
    let public = next.public()?;
    let proof = next.sign(&public.proof_text(keys.agent()))?;
    match cloud.roll_keys(&RollKeys { keys: public, proof }).await {
        Ok(()) => {}
        // An earlier try may have reached the cloud, and its answer not us.
        Err(CloudError::NotAccepted) => {
            let look = SessionRequest {
                version: env!("CARGO_PKG_VERSION").to_owned(),
                wants_credentials: false,
                health: None,
            };
            cloud.session_by(&next, &look).await.context("rolling the keys")?;
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

/// What the state shows of the keys.
pub fn note(keys: &KeyRing, state: &State) {
    let current = keys.current();
    let fingerprint = current.public().map(|public| public.fingerprint()).unwrap_or_default();
    state.note(|state| {
        state.fingerprint = fingerprint;
        state.keys_made_at = current.made_at;
    });
}

fn forget(request: &Path) -> anyhow::Result<()> {
    match fs::remove_file(request) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("removing {}", request.display()))
        }
        _ => Ok(()),
    }
}
