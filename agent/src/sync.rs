//! Keeps the cloud in step: a heartbeat every 30 seconds, a full sync at start, at intervals, and whenever the
//! administrator's policy changed.

use std::{sync::Arc, time::Duration};

use agent_protocol::sync::{BATCH_ACCOUNTS, SyncReply, SyncRequest};
use anyhow::Context as _;
use tokio::time::Instant;

use crate::{
    cloud::Cloud,
    directory::{Directory, Scope},
    entropy,
    writeback::Writeback,
};

const HEARTBEAT: Duration = Duration::from_secs(30);
const PAUSE_AFTER_FAILURE: Duration = Duration::from_secs(10);

/// Never ends; drop it to stop.
pub(crate) async fn keep_in_step<D: Directory>(
    cloud: Arc<Cloud>,
    writeback: Arc<Writeback<D>>,
    interval: Duration,
) {
    let mut step = InStep { synced: None, due: Instant::now() };
    loop {
        let pause = match step.once(&cloud, &writeback, interval).await {
            Ok(()) => HEARTBEAT.min(interval),
            Err(error) => {
                tracing::error!(error = format!("{error:#}"), "sync_failed");
                PAUSE_AFTER_FAILURE.min(interval)
            }
        };
        tokio::time::sleep(pause).await;
    }
}

struct InStep {
    /// The version of the policy that the last full sync was made for.
    synced: Option<u64>,
    due: Instant,
}

impl InStep {
    async fn once<D: Directory>(
        &mut self,
        cloud: &Cloud,
        writeback: &Writeback<D>,
        interval: Duration,
    ) -> anyhow::Result<()> {
        let reply =
            cloud.sync(&SyncRequest::Heartbeat { version: env!("CARGO_PKG_VERSION").to_owned() }).await;
        let reply = reply.context("sending a heartbeat")?;
        let version = reply.policy_version;
        writeback.set_banned_words(reply.banned_words.clone());
        if self.synced == Some(version) && Instant::now() < self.due {
            return Ok(());
        }
        full(cloud, &writeback.directory, reply).await?;
        *self = Self { synced: Some(version), due: Instant::now() + interval };
        Ok(())
    }
}

/// The accounts in batches, then the end: an interrupted sync takes nobody out of scope.
async fn full<D: Directory>(cloud: &Cloud, directory: &D, reply: SyncReply) -> anyhow::Result<()> {
    let SyncReply { enabled_groups, excluded_groups, administrator_groups, .. } = reply;
    let scope =
        Scope { enabled: enabled_groups, excluded: excluded_groups, administrators: administrator_groups };
    let domain = directory.domain().await.context("reading the domain's names")?;
    let accounts = directory.accounts(&scope).await.context("reading accounts")?;
    let sync = uuid::Uuid::from_bytes(entropy::draw()).hyphenated().to_string();
    let count = accounts.len();
    for batch in accounts.chunks(BATCH_ACCOUNTS) {
        let request =
            SyncRequest::Batch { sync: sync.clone(), domain: domain.clone(), accounts: batch.to_vec() };
        cloud.sync(&request).await.context("sending accounts")?;
    }
    if count == 0 {
        let request = SyncRequest::Batch { sync: sync.clone(), domain, accounts: Vec::new() };
        cloud.sync(&request).await.context("sending the domain's names")?;
    }
    cloud.sync(&SyncRequest::Finish { sync }).await.context("finishing a sync")?;
    tracing::info!(count, "directory_synced");
    Ok(())
}
