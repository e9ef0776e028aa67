//! Keeps the cloud in sync with the directory.
//!
//! One agent leads, by a lease that the cloud gives. It looks for changes every few seconds and sends them in numbered
//! batches. If changes cannot be followed, it sends all accounts. With a finished sync the cloud keeps a cookie from
//! which the next one starts, whichever agent leads then. A sync that breaks off is repeated from there.

mod cookie;
mod data_issues;
mod stop;
mod upload;

use std::time::Duration;

use agent_protocol::{session::AgentPolicy, sync::SyncRequest};
use anyhow::Context as _;
use tokio::{
    sync::{mpsc, watch},
    time::Instant,
};

use crate::{
    clock,
    cloud::Cloud,
    configuration::SyncSettings,
    directory::{Directory, Scope},
    state::{State, Step},
};
use cookie::Cookie;
use data_issues::DataIssues;
use stop::Stop;
use upload::{SyncError, Upload};

/// The time between two renewals of the lease or requests for it: a third of
/// [`agent_protocol::sync::LEADER_LEASE_SECONDS`].
const LEASE_RENEWAL_INTERVAL: Duration = Duration::from_secs(20);
/// The maximum number of batches that are read ahead of the upload.
const MAX_BATCHES_IN_FLIGHT: usize = 2;

/// Syncs until the future is dropped.
pub(crate) async fn sync_continuously<D: Directory>(
    cloud: &Cloud,
    directory: &D,
    mut policy: watch::Receiver<Option<AgentPolicy>>,
    settings: SyncSettings,
    state: &State,
) {
    let mut sync_loop = SyncLoop {
        cloud,
        directory,
        settings,
        state,
        lease: None,
        asked_at: None,
        stop: Stop::default(),
        issues: DataIssues::default(),
    };
    loop {
        let Ok(current) = policy.wait_for(Option::is_some).await.map(|current| current.clone()) else {
            return;
        };
        policy.mark_unchanged();
        let Some(current) = current else { return };
        if let Err(error) = sync_loop.run_once(&current).await {
            tracing::error!(error = format!("{error:#}"), "sync_failed");
        }
        tokio::select! {
            () = tokio::time::sleep(settings.interval()) => {}
            _ = policy.changed() => {}
        }
    }
}

struct SyncLoop<'a, D> {
    cloud: &'a Cloud,
    directory: &'a D,
    settings: SyncSettings,
    state: &'a State,
    lease: Option<LeaderLease>,
    /// The time when the cloud was last asked for the lease.
    asked_at: Option<Instant>,
    stop: Stop,
    issues: DataIssues,
}

/// The lease of the agent that leads the sync.
struct LeaderLease {
    fence: u64,
    cookie: Option<Cookie>,
}

impl<D: Directory> SyncLoop<'_, D> {
    async fn run_once(&mut self, policy: &AgentPolicy) -> anyhow::Result<()> {
        self.renew_lease().await?;
        if self.stop.waits_for_administrator() {
            return Ok(());
        }
        let Some(LeaderLease { fence, cookie }) = self.lease.take() else {
            self.state.note_step(Step::Sync);
            return Ok(());
        };
        let now = clock::now().as_second();
        let since = cookie.as_ref().filter(|cookie| cookie.is_valid_for(policy.version, now, self.settings));
        let synced = match self.sync(fence, policy, since, now).await {
            Err(SyncError::NeedsFullSync) => {
                tracing::info!(reason = "TooManyGone", "everything_read_again");
                self.sync(fence, policy, None, now).await
            }
            synced => synced,
        };
        match synced {
            Ok(cookie) => {
                self.note_finished(LeaderLease { fence, cookie: Some(cookie) }, now);
                Ok(())
            }
            Err(error) => self.note_broken_off(fence, error).await,
        }
    }

    /// Keeps the lease for the next sync.
    fn note_finished(&mut self, lease: LeaderLease, now: i64) {
        self.lease = Some(lease);
        self.stop = Stop::default();
        self.state.note(|state| {
            state.last_sync_at = Some(now);
            state.sync_stop = None;
        });
        self.state.note_step(Step::Sync);
    }

    /// Returns the error of a sync that broke off, unless the log has it already.
    async fn note_broken_off(&mut self, fence: u64, error: SyncError) -> anyhow::Result<()> {
        // Only the cloud knows what it has taken of the sync, so it is asked before anything else is sent.
        self.asked_at = None;
        match error {
            SyncError::Stopped(stop) => {
                self.stop.note(self.cloud, self.state, fence, stop).await;
                Ok(())
            }
            // A sync of all accounts never needs another one.
            SyncError::NeedsFullSync => Ok(()),
            SyncError::LeaseLost => {
                tracing::warn!("sync_lease_lost");
                Ok(())
            }
            SyncError::Directory(error) => Err(error).context("reading the directory"),
            SyncError::Cloud(error) => Err(error),
        }
    }

    async fn renew_lease(&mut self) -> anyhow::Result<()> {
        if self.asked_at.is_some_and(|at| at.elapsed() < LEASE_RENEWAL_INTERVAL) {
            return Ok(());
        }
        let reply =
            self.cloud.sync(&SyncRequest::Lead).await.context("asking for the leader lease of the sync")?;
        self.asked_at = Some(Instant::now());
        self.stop.is_loss_accepted = reply.is_loss_accepted;
        let before = self.lease.take();
        self.lease = reply.leads.then(|| match before {
            Some(lease) if lease.fence == reply.fence => lease,
            Some(_) | None => {
                LeaderLease { fence: reply.fence, cookie: reply.cookie.as_deref().and_then(Cookie::parse) }
            }
        });
        let leads = self.lease.is_some();
        self.state.note(|state| {
            if state.leads_sync != leads {
                tracing::info!(leads, fence = reply.fence, "sync_leader_changed");
            }
            state.leads_sync = leads;
        });
        Ok(())
    }

    /// Reads and uploads at the same time. Returns the cookie of the next sync.
    async fn sync(
        &mut self,
        fence: u64,
        policy: &AgentPolicy,
        since: Option<&Cookie>,
        now: i64,
    ) -> Result<Cookie, SyncError> {
        let began = Instant::now();
        let (sender, batches) = mpsc::channel(MAX_BATCHES_IN_FLIGHT);
        let scope = Scope::from(policy);
        let position = since.map(|cookie| cookie.position.as_str());
        let mut upload = Upload::new(self.cloud, self.directory, fence);
        let reading = async { Ok(self.directory.read(&scope, position, sender).await?) };
        let (reading, ()) = tokio::try_join!(reading, upload.send_batches(batches))?;
        let known = since.map_or(0, |cookie| cookie.accounts);
        upload.send_rest(reading.is_full, known, policy.max_loss_percent).await?;
        let (full_at, accounts) = match since {
            Some(cookie) if !reading.is_full => (cookie.full_at, known),
            Some(_) | None => (now, upload.account_count()),
        };
        let cookie = Cookie { policy: policy.version, full_at, accounts, position: reading.position };
        let Some(summary) = upload.finish(reading.is_full, &cookie).await? else { return Ok(cookie) };
        tracing::info!(
            is_full = reading.is_full,
            accounts = summary.accounts.len(),
            gone = summary.gone.len(),
            batches = summary.batches,
            milliseconds = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX),
            "directory_synced"
        );
        self.issues.take(summary, reading.is_full, self.state);
        Ok(cookie)
    }
}
