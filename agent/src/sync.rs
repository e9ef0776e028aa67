//! Keeps the cloud in step with the directory.

use agent_protocol::{
    session::AgentPolicy,
    sync::{BATCH_ACCOUNTS, SyncRequest},
};
use anyhow::Context as _;
use tokio::{sync::watch, time::Instant};

use crate::{
    clock,
    cloud::Cloud,
    configuration::SyncSettings,
    directory::{Directory, Scope},
    entropy,
    state::State,
};

/// Never ends; drop it to stop.
pub(crate) async fn keep_in_step<D: Directory>(
    cloud: &Cloud,
    directory: &D,
    mut policy: watch::Receiver<Option<AgentPolicy>>,
    settings: SyncSettings,
    state: &State,
) {
    let mut due = Instant::now();
    let mut synced = None;
    loop {
        let Ok(known) = policy.wait_for(Option::is_some).await.map(|known| known.clone()) else { return };
        let Some(known) = known else { return };
        if synced != Some(known.version) || Instant::now() >= due {
            match full(cloud, directory, &known).await {
                Ok(leads) => {
                    synced = Some(known.version);
                    due = Instant::now() + settings.interval();
                    state.note(|state| {
                        state.leads_sync = leads;
                        state.last_sync_at = Some(clock::now().as_second());
                    });
                }
                Err(error) => tracing::error!(error = format!("{error:#}"), "sync_failed"),
            }
        }
        tokio::time::sleep(settings.interval().min(std::time::Duration::from_secs(10))).await;
    }
}

async fn full<D: Directory>(cloud: &Cloud, directory: &D, policy: &AgentPolicy) -> anyhow::Result<bool> {
    let scope = Scope {
        enabled: policy.enabled_groups.clone(),
        excluded: policy.excluded_groups.clone(),
        administrators: policy.administrator_groups.clone(),
    };
    let lead = cloud.sync(&SyncRequest::Lead).await.context("taking the lead")?;
    if !lead.leads {
        return Ok(false);
    }
    let fence = lead.fence;
    let domain = directory.domain().await.context("reading the domain's names")?;
    let accounts = directory.accounts(&scope).await.context("reading accounts")?;
    let sync = uuid::Uuid::from_bytes(entropy::draw()).hyphenated().to_string();
    let mut number = 0;
    let mut chunks: Vec<_> = accounts.chunks(BATCH_ACCOUNTS).map(<[_]>::to_vec).collect();
    if chunks.is_empty() {
        chunks.push(Vec::new());
    }
    for accounts in chunks {
        let request = SyncRequest::Batch {
            fence,
            sync: sync.clone(),
            number,
            domain: domain.clone(),
            accounts,
            gone: Vec::new(),
        };
        cloud.sync(&request).await.context("sending accounts")?;
        number += 1;
    }
    let request =
        SyncRequest::Finish { fence, sync, batches: number, is_full: true, cookie: "{}".to_owned() };
    cloud.sync(&request).await.context("finishing a sync")?;
    tracing::info!(count = accounts.len(), "directory_synced");
    Ok(true)
}
