//! Keeps the cloud in step with the directory.
//!
//! One agent leads, by the cloud's word. It looks for changes every few seconds and tells of them in numbered batches;
//! where changes cannot be followed, it tells everything. What the cloud keeps with a finished sync is where the next one
//! begins, whoever leads then: a sync that breaks off is made again from there.

mod cookie;
mod notes;
mod telling;

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
use notes::Notes;
use telling::{Stopped, Telling};

/// How often the lead is kept, or asked for: three times within [`agent_protocol::sync::LEADER_LEASE_SECONDS`].
const LEAD_PAUSE: Duration = Duration::from_secs(20);
/// Pieces that were read and not told yet.
const PIECES: usize = 2;

/// Never ends; drop it to stop.
pub(crate) async fn keep_in_step<D: Directory>(
    cloud: &Cloud,
    directory: &D,
    mut policy: watch::Receiver<Option<AgentPolicy>>,
    settings: SyncSettings,
    state: &State,
) {
    let mut step =
        InStep { cloud, directory, settings, state, lead: None, asked_at: None, notes: Notes::default() };
    loop {
        let Ok(known) = policy.wait_for(Option::is_some).await.map(|known| known.clone()) else { return };
        policy.mark_unchanged();
        let Some(known) = known else { return };
        if let Err(error) = step.once(&known).await {
            tracing::error!(error = format!("{error:#}"), "sync_failed");
        }
        tokio::select! {
            () = tokio::time::sleep(settings.interval()) => {}
            _ = policy.changed() => {}
        }
    }
}

struct InStep<'a, D> {
    cloud: &'a Cloud,
    directory: &'a D,
    settings: SyncSettings,
    state: &'a State,
    lead: Option<Lead>,
    /// When the cloud was last asked who leads.
    asked_at: Option<Instant>,
    notes: Notes,
}

/// What a leader goes on with.
struct Lead {
    fence: u64,
    cookie: Option<Cookie>,
}

impl<D: Directory> InStep<'_, D> {
    async fn once(&mut self, policy: &AgentPolicy) -> anyhow::Result<()> {
        self.keep_lead().await?;
        let Some(Lead { fence, cookie }) = self.lead.take() else {
            self.state.note_step(Step::Sync);
            return Ok(());
        };
        let now = clock::now().as_second();
        let since = cookie.as_ref().filter(|cookie| cookie.is_good_for(policy.version, now, self.settings));
        match self.sync(fence, policy, since, now).await {
            Ok(cookie) => {
                self.lead = Some(Lead { fence, cookie: Some(cookie) });
                self.state.note(|state| state.last_sync_at = Some(now));
                self.state.note_step(Step::Sync);
                Ok(())
            }
            // What the cloud took of it is known to the cloud alone: it is asked again before anything is told.
            Err(Stopped::LeadLost) => {
                tracing::warn!("sync_lead_lost");
                self.asked_at = None;
                Ok(())
            }
            Err(Stopped::Directory(error)) => {
                self.asked_at = None;
                Err(error).context("reading the directory")
            }
            Err(Stopped::Cloud(error)) => {
                self.asked_at = None;
                Err(error)
            }
        }
    }

    async fn keep_lead(&mut self) -> anyhow::Result<()> {
        if self.asked_at.is_some_and(|at| at.elapsed() < LEAD_PAUSE) {
            return Ok(());
        }
        let reply = self.cloud.sync(&SyncRequest::Lead).await.context("asking for the lead of the sync")?;
        self.asked_at = Some(Instant::now());
        let before = self.lead.take();
        self.lead = reply.leads.then(|| match before {
            Some(lead) if lead.fence == reply.fence => lead,
            Some(_) | None => {
                Lead { fence: reply.fence, cookie: reply.cookie.as_deref().and_then(Cookie::parse) }
            }
        });
        let leads = self.lead.is_some();
        self.state.note(|state| {
            if state.leads_sync != leads {
                tracing::info!(leads, fence = reply.fence, "sync_lead_changed");
            }
            state.leads_sync = leads;
        });
        Ok(())
    }

    /// Reads and tells at the same time; returns where the next one begins.
    async fn sync(
        &mut self,
        fence: u64,
        policy: &AgentPolicy,
        since: Option<&Cookie>,
        now: i64,
    ) -> Result<Cookie, Stopped> {
        let began = Instant::now();
        let (sender, pieces) = mpsc::channel(PIECES);
        let scope = Scope::from(policy);
        let position = since.map(|cookie| cookie.position.as_str());
        let mut telling = Telling::new(self.cloud, self.directory, fence);
        let reading = async { Ok(self.directory.read(&scope, position, sender).await?) };
        let (reading, ()) = tokio::try_join!(reading, telling.tell(pieces))?;
        let full_at = match since {
            Some(cookie) if !reading.is_full => cookie.full_at,
            Some(_) | None => now,
        };
        let cookie = Cookie { policy: policy.version, full_at, position: reading.position };
        let Some(told) = telling.finish(reading.is_full, &cookie).await? else { return Ok(cookie) };
        tracing::info!(
            is_full = reading.is_full,
            accounts = told.accounts.len(),
            gone = told.gone.len(),
            batches = told.batches,
            milliseconds = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX),
            "directory_synced"
        );
        self.notes.take(told, reading.is_full, self.state);
        Ok(cookie)
    }
}
