//! A fake cloud: its endpoints for agents and its queue.

mod endpoints;
mod verdicts;

use std::{
    collections::BTreeMap,
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard},
    time::{Duration, Instant},
};

use agent_protocol::{Outcome, Report, enrollment::PublicKeys, session::SessionRequest};

use endpoints::serve;
use verdicts::Verdicts;

use crate::{link::Link, queue::Queue, sync_state::SyncState};

/// A running fake cloud.
#[derive(Debug, Clone)]
pub struct Cloud {
    /// The address that it listens on.
    pub address: SocketAddr,
    shared: Arc<Shared>,
}

#[derive(Debug, Default)]
struct Shared {
    queue: Queue,
    reports: Mutex<Vec<Report>>,
    verdicts: Verdicts,
    enrolled: Mutex<Option<PublicKeys>>,
    sessions: Mutex<Vec<SessionRequest>>,
    sync_state: Mutex<SyncState>,
    /// The number of batches that are still accepted before syncs are answered with 503; `None` for all.
    batches_left: Mutex<Option<u32>>,
    is_batch_rejected: Mutex<bool>,
    /// The names of the enabled and of the excluded group, if they are not those of the lab.
    groups: Mutex<Option<[String; 2]>>,
    rejects_reports: Mutex<bool>,
}

impl Cloud {
    pub async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let shared = Arc::new(Shared::default());
        serve(listener, &shared, Link { address, is_cut: Arc::default() });
        Self { address, shared }
    }

    /// Returns another address of the same cloud, for one agent; it can be cut.
    pub async fn link(&self) -> Link {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let link = Link { address: listener.local_addr().expect("an address"), is_cut: Arc::default() };
        serve(listener, &self.shared, link.clone());
        link
    }

    /// Returns the queue of jobs.
    pub fn queue(&self) -> &Queue {
        &self.shared.queue
    }

    /// Answers reports with 503, or accepts them again.
    pub fn reject_reports(&self, is_rejecting: bool) {
        *self.shared.rejects_reports.lock().expect("lock") = is_rejecting;
    }

    /// Returns the keys of the agent that was enrolled last, as [`crate::orders::AGENT`].
    pub fn enrolled_keys(&self) -> Option<PublicKeys> {
        self.shared.enrolled.lock().expect("lock").clone()
    }

    /// Returns the heartbeats of all agents.
    pub fn sessions(&self) -> Vec<SessionRequest> {
        self.shared.sessions.lock().expect("lock").clone()
    }

    pub fn sync_state(&self) -> MutexGuard<'_, SyncState> {
        self.shared.sync_state.lock().expect("lock")
    }

    /// Sets the names of the enabled and of the excluded group.
    pub fn set_groups(&self, enabled: &str, excluded: &str) {
        *self.shared.groups.lock().expect("lock") = Some([enabled.to_owned(), excluded.to_owned()]);
    }

    /// Accepts this many more batches before it answers syncs with 503; `None` for all.
    pub fn limit_batches(&self, left: Option<u32>) {
        *self.shared.batches_left.lock().expect("lock") = left;
    }

    /// Waits until a batch was rejected.
    pub async fn wait_for_rejected_batch(&self) {
        let end = Instant::now() + Duration::from_mins(1);
        while !std::mem::take(&mut *self.shared.is_batch_rejected.lock().expect("lock")) {
            assert!(Instant::now() < end, "no batch arrived");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Waits until something is true of the state of syncs.
    pub async fn wait_until(&self, what: &str, seconds: u64, condition: impl Fn(&SyncState) -> bool) {
        let end = Instant::now() + Duration::from_secs(seconds);
        while !condition(&self.sync_state()) {
            assert!(Instant::now() < end, "timed out: {what}");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Waits up to a minute until a job is reported and its message deleted, and returns its outcome. Asserts that all
    /// its reports agree.
    pub async fn outcome(&self, job: &str) -> Option<Outcome> {
        let end = Instant::now() + Duration::from_mins(1);
        while Instant::now() < end {
            let outcomes = self.outcomes(job);
            if let (Some(first), true) = (outcomes.first(), self.shared.queue.is_empty()) {
                assert!(
                    outcomes.iter().all(|outcome| outcome == first),
                    "reports of one job differ: {outcomes:?}"
                );
                return Some(first.clone());
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        None
    }

    /// Waits up to three minutes for the first report of a job, and returns its outcome.
    pub async fn first_outcome(&self, job: &str) -> Option<Outcome> {
        let end = Instant::now() + Duration::from_mins(3);
        while Instant::now() < end {
            if let Some(outcome) = self.outcomes(job).into_iter().next() {
                return Some(outcome);
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        None
    }

    /// Returns the jobs with contradictory reports, with all their outcomes.
    pub fn contradictions(&self) -> BTreeMap<String, Vec<Outcome>> {
        let mut outcomes: BTreeMap<String, Vec<Outcome>> = BTreeMap::new();
        for report in self.shared.reports.lock().expect("lock").iter() {
            outcomes.entry(report.job.clone()).or_default().push(report.outcome.clone());
        }
        outcomes.retain(|_, reported| reported.iter().any(|outcome| Some(outcome) != reported.first()));
        outcomes
    }

    /// Returns every outcome of a job that was reported so far.
    pub fn outcomes(&self, job: &str) -> Vec<Outcome> {
        let reports = self.shared.reports.lock().expect("lock");
        reports.iter().filter(|report| report.job == job).map(|report| report.outcome.clone()).collect()
    }
}
