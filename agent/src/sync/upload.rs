//! Uploads what is read to the cloud, in numbered batches, in order, each until the cloud accepts it.

use std::time::Duration;

use agent_protocol::sync::{Account, Clash, Domain, MAX_BATCH_ACCOUNTS, SyncReply, SyncRequest};
use anyhow::Context as _;
use tokio::sync::mpsc;

use super::{LEASE_RENEWAL_INTERVAL, cookie::Cookie};
use crate::{
    cloud::Cloud,
    directory::{Directory, DirectoryError, SyncBatch},
    entropy,
};

/// The pauses between attempts of the same request.
const PAUSES: [Duration; 3] = [Duration::from_secs(1), Duration::from_secs(2), Duration::from_secs(4)];

/// An error that ends a sync.
#[derive(Debug)]
pub(super) enum SyncError {
    /// Another agent is the leader now.
    LeaseLost,
    Directory(DirectoryError),
    Cloud(anyhow::Error),
}

impl From<DirectoryError> for SyncError {
    fn from(error: DirectoryError) -> Self {
        Self::Directory(error)
    }
}

/// The upload of one sync.
pub(super) struct Upload<'a, D> {
    cloud: &'a Cloud,
    directory: &'a D,
    fence: u64,
    /// The random name of the sync.
    name: String,
    /// The domain's names, read with the first batch: most syncs have nothing to send.
    domain: Option<Domain>,
    accounts: Vec<Account>,
    gone: Vec<String>,
    summary: UploadSummary,
}

/// The number of batches, and the ids of the accounts in them.
#[derive(Debug, Default)]
pub(super) struct UploadSummary {
    pub(super) batches: u32,
    pub(super) accounts: Vec<String>,
    pub(super) gone: Vec<String>,
    pub(super) unusable_numbers: Vec<String>,
    pub(super) clashes: Vec<Clash>,
}

impl<'a, D: Directory> Upload<'a, D> {
    pub(super) fn new(cloud: &'a Cloud, directory: &'a D, fence: u64) -> Self {
        let name = uuid::Uuid::from_bytes(entropy::draw()).hyphenated().to_string();
        let (accounts, gone, summary) = (Vec::new(), Vec::new(), UploadSummary::default());
        Self { cloud, directory, fence, name, domain: None, accounts, gone, summary }
    }

    /// Uploads batches until the channel is closed. Renews the lease while none comes.
    pub(super) async fn send_batches(
        &mut self,
        mut batches: mpsc::Receiver<SyncBatch>,
    ) -> Result<(), SyncError> {
        loop {
            match tokio::time::timeout(LEASE_RENEWAL_INTERVAL, batches.recv()).await {
                Ok(Some(batch)) => self.add(batch).await?,
                Ok(None) => break,
                Err(_) => drop(self.send_request(&SyncRequest::Lead).await?),
            }
        }
        if self.accounts.is_empty() && self.gone.is_empty() { Ok(()) } else { self.send().await }
    }

    /// Ends the sync, unless there was nothing to send. A full one sends the domain's names at least.
    pub(super) async fn finish(
        mut self,
        is_full: bool,
        cookie: &Cookie,
    ) -> Result<Option<UploadSummary>, SyncError> {
        if self.summary.batches == 0 {
            if !is_full {
                return Ok(None);
            }
            self.send().await?;
        }
        let (sync, batches) = (self.name.clone(), self.summary.batches);
        let finish = SyncRequest::Finish { fence: self.fence, sync, batches, is_full, cookie: cookie.text() };
        self.send_request(&finish).await?;
        Ok(Some(self.summary))
    }

    async fn add(&mut self, batch: SyncBatch) -> Result<(), SyncError> {
        self.summary.unusable_numbers.extend(batch.unusable_numbers);
        for account in batch.accounts {
            self.accounts.push(account);
            self.send_if_full().await?;
        }
        for id in batch.gone {
            self.gone.push(id);
            self.send_if_full().await?;
        }
        Ok(())
    }

    async fn send_if_full(&mut self) -> Result<(), SyncError> {
        if self.accounts.len() + self.gone.len() < MAX_BATCH_ACCOUNTS { Ok(()) } else { self.send().await }
    }

    async fn send(&mut self) -> Result<(), SyncError> {
        let domain = match &self.domain {
            Some(known) => known.clone(),
            None => self.domain.insert(self.directory.domain().await?).clone(),
        };
        let (accounts, gone) = (std::mem::take(&mut self.accounts), std::mem::take(&mut self.gone));
        self.summary.accounts.extend(accounts.iter().map(|account| account.id.clone()));
        self.summary.gone.extend(gone.iter().cloned());
        let (fence, sync, number) = (self.fence, self.name.clone(), self.summary.batches);
        let reply =
            self.send_request(&SyncRequest::Batch { fence, sync, number, domain, accounts, gone }).await?;
        self.summary.batches += 1;
        self.summary.clashes.extend(reply.clashes);
        Ok(())
    }

    /// Sends a request until it is answered, four times at most. A batch may be sent again if the answer to it was
    /// lost.
    async fn send_request(&self, request: &SyncRequest) -> Result<SyncReply, SyncError> {
        let mut pauses = PAUSES.into_iter();
        loop {
            match (self.cloud.sync(request).await, pauses.next()) {
                (Ok(reply), _) if reply.leads && reply.fence == self.fence => return Ok(reply),
                (Ok(_), _) => return Err(SyncError::LeaseLost),
                (Err(error), None) => {
                    return Err(error).context("sending accounts to the cloud").map_err(SyncError::Cloud);
                }
                (Err(error), Some(pause)) => {
                    tracing::warn!(error = format!("{error:#}"), "sync_request_tried_again");
                    tokio::time::sleep(pause).await;
                }
            }
        }
    }
}
