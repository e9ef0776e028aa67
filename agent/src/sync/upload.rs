//! Uploads what is read to the cloud, in numbered batches, in order, each until the cloud accepts it.

use std::time::Duration;

use agent_protocol::sync::{
    Account, Clash, Domain, IneligibleAccount, Loss, MAX_BATCH_ACCOUNTS, SyncReply, SyncRequest,
};
use anyhow::Context as _;
use tokio::sync::mpsc;

use super::{LEASE_RENEWAL_INTERVAL, cookie::Cookie};
use crate::{
    cloud::Cloud,
    directory::{
        DestinationIssue, Directory, DirectoryError, ExclusionCounts, SyncBatch, SyncStop,
        UnusableDestination,
    },
    entropy,
};

/// The pauses between attempts of the same request.
const PAUSES: [Duration; 3] = [Duration::from_secs(1), Duration::from_secs(2), Duration::from_secs(4)];

/// An error that ends a sync.
#[derive(Debug)]
pub(super) enum SyncError {
    /// Following changes would lose so many accounts that all of them have to be read first.
    NeedsFullSync,
    /// The sync stops until an administrator has acted.
    Stopped(SyncStop),
    /// Another agent is the leader now.
    LeaseLost,
    Directory(DirectoryError),
    Cloud(anyhow::Error),
}

impl From<DirectoryError> for SyncError {
    fn from(error: DirectoryError) -> Self {
        if let DirectoryError::SyncStopped(stop) = error {
            Self::Stopped(stop)
        } else {
            Self::Directory(error)
        }
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
    ineligible: Vec<IneligibleAccount>,
    /// The accounts that left. They are sent last, when their number is known.
    gone: Vec<String>,
    summary: UploadSummary,
}

/// The number of batches, and the ids of the accounts in them.
#[derive(Debug, Default)]
pub(super) struct UploadSummary {
    pub(super) batches: u32,
    pub(super) accounts: Vec<String>,
    pub(super) gone: Vec<String>,
    pub(super) unusable: Vec<UnusableDestination>,
    pub(super) exclusions: ExclusionCounts,
    pub(super) clashes: Vec<Clash>,
}

impl<'a, D: Directory> Upload<'a, D> {
    pub(super) fn new(cloud: &'a Cloud, directory: &'a D, fence: u64) -> Self {
        let name = uuid::Uuid::from_bytes(entropy::draw()).hyphenated().to_string();
        Self {
            cloud,
            directory,
            fence,
            name,
            domain: None,
            accounts: Vec::new(),
            ineligible: Vec::new(),
            gone: Vec::new(),
            summary: UploadSummary::default(),
        }
    }

    /// Uploads accounts in full batches until the channel is closed. Renews the lease while none comes.
    pub(super) async fn send_batches(
        &mut self,
        mut batches: mpsc::Receiver<SyncBatch>,
    ) -> Result<(), SyncError> {
        loop {
            match tokio::time::timeout(LEASE_RENEWAL_INTERVAL, batches.recv()).await {
                Ok(Some(batch)) => self.add(batch).await?,
                Ok(None) => return Ok(()),
                Err(_) => drop(self.send_request(&SyncRequest::Lead).await?),
            }
        }
    }

    /// Uploads what is left, and last the accounts that may no longer reset. After a full read the cloud finds these
    /// itself. Fails if changes would remove more of the known accounts than a sync may.
    pub(super) async fn send_rest(
        &mut self,
        is_full: bool,
        known: u64,
        max_loss_percent: u8,
    ) -> Result<(), SyncError> {
        if is_full {
            self.gone.clear();
        }
        let lost = u64::try_from(self.gone.len()).unwrap_or(u64::MAX);
        if !(Loss { lost, known }).is_within(max_loss_percent) {
            return Err(SyncError::NeedsFullSync);
        }
        while !(self.accounts.is_empty() && self.ineligible.is_empty() && self.gone.is_empty()) {
            self.send().await?;
        }
        Ok(())
    }

    /// Returns the number of accounts that were uploaded.
    pub(super) fn account_count(&self) -> u64 {
        u64::try_from(self.summary.accounts.len()).unwrap_or(u64::MAX)
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
        match self.send_request(&finish).await?.loss {
            Some(Loss { lost, known }) => Err(SyncError::Stopped(SyncStop::TooManyLost { lost, known })),
            None => Ok(Some(self.summary)),
        }
    }

    async fn add(&mut self, batch: SyncBatch) -> Result<(), SyncError> {
        self.summary.unusable.extend(batch.unusable);
        self.summary.exclusions.add(&batch.exclusions);
        self.gone.extend(batch.gone);
        for account in batch.accounts {
            self.accounts.push(account);
            self.send_if_full().await?;
        }
        for account in batch.ineligible {
            self.ineligible.push(account);
            self.send_if_full().await?;
        }
        Ok(())
    }

    async fn send_if_full(&mut self) -> Result<(), SyncError> {
        if self.accounts.len() + self.ineligible.len() < MAX_BATCH_ACCOUNTS {
            Ok(())
        } else {
            self.send().await
        }
    }

    async fn send(&mut self) -> Result<(), SyncError> {
        let domain = match &self.domain {
            Some(known) => known.clone(),
            None => self.domain.insert(self.directory.domain().await?).clone(),
        };
        let accounts = std::mem::take(&mut self.accounts);
        let ineligible = std::mem::take(&mut self.ineligible);
        let taken = accounts.len() + ineligible.len();
        let room = MAX_BATCH_ACCOUNTS.saturating_sub(taken).min(self.gone.len());
        let gone: Vec<_> = self.gone.drain(..room).collect();
        self.summary.accounts.extend(accounts.iter().map(|account| account.id.clone()));
        self.summary.gone.extend(gone.iter().cloned());
        let (fence, sync, number) = (self.fence, self.name.clone(), self.summary.batches);
        let request = SyncRequest::Batch { fence, sync, number, domain, accounts, ineligible, gone };
        let reply = self.send_request(&request).await?;
        self.summary.batches += 1;
        self.summary.clashes.extend(reply.clashes);
        let refused = |account| UnusableDestination { reason: DestinationIssue::CountryNotAllowed, account };
        self.summary.unusable.extend(reply.refused_numbers.into_iter().map(refused));
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
