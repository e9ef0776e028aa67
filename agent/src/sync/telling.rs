//! Tells the cloud what is read, in batches: numbered, in order, each until it is taken.

use std::time::Duration;

use agent_protocol::sync::{Account, Clash, Domain, MAX_BATCH_ACCOUNTS, SyncReply, SyncRequest};
use anyhow::Context as _;
use tokio::sync::mpsc;

use super::{LEAD_PAUSE, cookie::Cookie};
use crate::{
    cloud::Cloud,
    directory::{Directory, DirectoryError, Piece},
    entropy,
};

/// Between two tries of the same request.
const PAUSES: [Duration; 3] = [Duration::from_secs(1), Duration::from_secs(2), Duration::from_secs(4)];

/// Why a sync was not finished.
#[derive(Debug)]
pub(super) enum Stopped {
    /// Another agent leads now.
    LeadLost,
    Directory(DirectoryError),
    Cloud(anyhow::Error),
}

impl From<DirectoryError> for Stopped {
    fn from(error: DirectoryError) -> Self {
        Self::Directory(error)
    }
}

/// One sync under way.
pub(super) struct Telling<'a, D> {
    cloud: &'a Cloud,
    directory: &'a D,
    fence: u64,
    /// Names the sync.
    name: String,
    /// Read with the first batch: most looks find nothing to tell.
    domain: Option<Domain>,
    accounts: Vec<Account>,
    gone: Vec<String>,
    told: Told,
}

/// What was told, by ids.
#[derive(Debug, Default)]
pub(super) struct Told {
    pub(super) batches: u32,
    pub(super) accounts: Vec<String>,
    pub(super) gone: Vec<String>,
    pub(super) unusable_numbers: Vec<String>,
    pub(super) clashes: Vec<Clash>,
}

impl<'a, D: Directory> Telling<'a, D> {
    pub(super) fn new(cloud: &'a Cloud, directory: &'a D, fence: u64) -> Self {
        let name = uuid::Uuid::from_bytes(entropy::draw()).hyphenated().to_string();
        let (accounts, gone, told) = (Vec::new(), Vec::new(), Told::default());
        Self { cloud, directory, fence, name, domain: None, accounts, gone, told }
    }

    /// Until there are no more pieces. The lead is kept while none comes.
    pub(super) async fn tell(&mut self, mut pieces: mpsc::Receiver<Piece>) -> Result<(), Stopped> {
        loop {
            match tokio::time::timeout(LEAD_PAUSE, pieces.recv()).await {
                Ok(Some(piece)) => self.add(piece).await?,
                Ok(None) => break,
                Err(_) => drop(self.ask(&SyncRequest::Lead).await?),
            }
        }
        if self.accounts.is_empty() && self.gone.is_empty() { Ok(()) } else { self.send().await }
    }

    /// Ends the sync, unless there was nothing to tell. A full one tells the domain's names at least.
    pub(super) async fn finish(mut self, is_full: bool, cookie: &Cookie) -> Result<Option<Told>, Stopped> {
        if self.told.batches == 0 {
            if !is_full {
                return Ok(None);
            }
            self.send().await?;
        }
        let (sync, batches) = (self.name.clone(), self.told.batches);
        let finish = SyncRequest::Finish { fence: self.fence, sync, batches, is_full, cookie: cookie.text() };
        self.ask(&finish).await?;
        Ok(Some(self.told))
    }

    async fn add(&mut self, piece: Piece) -> Result<(), Stopped> {
        self.told.unusable_numbers.extend(piece.unusable_numbers);
        for account in piece.accounts {
            self.accounts.push(account);
            self.send_if_full().await?;
        }
        for id in piece.gone {
            self.gone.push(id);
            self.send_if_full().await?;
        }
        Ok(())
    }

    async fn send_if_full(&mut self) -> Result<(), Stopped> {
        if self.accounts.len() + self.gone.len() < MAX_BATCH_ACCOUNTS { Ok(()) } else { self.send().await }
    }

    async fn send(&mut self) -> Result<(), Stopped> {
        let domain = match &self.domain {
            Some(known) => known.clone(),
            None => self.domain.insert(self.directory.domain().await?).clone(),
        };
        let (accounts, gone) = (std::mem::take(&mut self.accounts), std::mem::take(&mut self.gone));
        self.told.accounts.extend(accounts.iter().map(|account| account.id.clone()));
        self.told.gone.extend(gone.iter().cloned());
        let (fence, sync, number) = (self.fence, self.name.clone(), self.told.batches);
        let reply = self.ask(&SyncRequest::Batch { fence, sync, number, domain, accounts, gone }).await?;
        self.told.batches += 1;
        self.told.clashes.extend(reply.clashes);
        Ok(())
    }

    /// Until it is answered, within reason. A batch that was taken without an answer may come again.
    async fn ask(&self, request: &SyncRequest) -> Result<SyncReply, Stopped> {
        let mut pauses = PAUSES.into_iter();
        loop {
            match (self.cloud.sync(request).await, pauses.next()) {
                (Ok(reply), _) if reply.leads && reply.fence == self.fence => return Ok(reply),
                (Ok(_), _) => return Err(Stopped::LeadLost),
                (Err(error), None) => return Err(error).context("telling the cloud").map_err(Stopped::Cloud),
                (Err(error), Some(pause)) => {
                    tracing::warn!(error = format!("{error:#}"), "sync_request_tried_again");
                    tokio::time::sleep(pause).await;
                }
            }
        }
    }
}
