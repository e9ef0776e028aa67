//! The state of the running agent. Each part notes what it observes, heartbeats send it to the cloud, and
//! `status` shows it.

use std::{
    collections::BTreeSet,
    sync::{Mutex, PoisonError},
};

use agent_protocol::session::Health;
use serde::{Deserialize, Serialize};
use tokio::sync::watch;

use crate::{
    breached::BreachedSet,
    clock,
    directory::{ExclusionCounts, SyncStop, UnusableDestination},
};

/// The state that all parts of a running agent share.
#[derive(Debug)]
pub struct State {
    snapshot: Mutex<Snapshot>,
    /// Whether a domain controller answered; `None` until that is known.
    reachable: watch::Sender<Option<bool>>,
}

/// The state of the agent at one moment. Times are whole seconds since 1970 (UTC).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Snapshot {
    pub agent: String,
    pub version: String,
    /// The time when the agent started.
    pub started_at: i64,
    /// The steps that are not done yet since the start.
    pub waits_for: BTreeSet<Step>,
    /// The time when the agent was ready; `None` while a step is not done.
    pub ready_at: Option<i64>,
    /// The fingerprint of the keys, which administrators compare with the one that the cloud shows.
    pub fingerprint: String,
    /// The time when the keys were made.
    pub keys_made_at: i64,
    /// The sets of leaked passwords that are refused.
    pub breached: Vec<BreachedSet>,
    /// The time when the cloud last answered; `None` if it has not since the start.
    pub cloud_answered_at: Option<i64>,
    /// The error of the last heartbeat, if it failed.
    pub cloud_problem: Option<String>,
    /// The seconds by which this host's clock is ahead of the cloud's.
    pub clock_ahead_seconds: Option<i64>,
    /// Whether a domain controller answered last time.
    pub directory_reachable: bool,
    /// The domain controller in use; `None` if none answers.
    pub controller: Option<String>,
    /// The error of the last poll of the queue, if it failed.
    pub queue_problem: Option<String>,
    /// The seconds that the last job had waited when it was taken.
    pub queue_lag_seconds: Option<u32>,
    /// The time when a job was last carried out; `None` if none was since the start.
    pub last_write_at: Option<i64>,
    /// Whether this agent leads the sync; another one may.
    pub leads_sync: bool,
    /// The reason for which the sync has stopped; `None` while it goes on.
    pub sync_stop: Option<SyncStop>,
    /// The time when the cloud was last in sync with the directory.
    pub last_sync_at: Option<i64>,
    /// The number of accounts that may reset, as of the last full sync.
    pub accounts_in_scope: Option<usize>,
    /// The numbers of accounts that may not reset, by reason, as of the last full sync.
    pub exclusions: ExclusionCounts,
    /// The number of accounts that have a telephone number or a mail address, but none to which codes can be sent.
    pub unusable_count: usize,
    /// The first of these accounts.
    pub unusable: Vec<UnusableDestination>,
    /// The number of names that fit several accounts, so that no account is found by them.
    pub clash_count: usize,
    /// The ids of the accounts that the first of these names fit.
    pub clashes: Vec<Vec<String>>,
}

/// A step that an agent does once after its start. When all are done, it is ready.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Step {
    /// The cloud has accepted a heartbeat that said that a domain controller answers: it offers users to reset.
    Heartbeat,
    /// The cloud has given credentials for the queue.
    Queue,
    /// Another agent leads the sync, or this one does and has brought the cloud in sync.
    Sync,
}

impl Step {
    const ALL: [Self; 3] = [Self::Heartbeat, Self::Queue, Self::Sync];
}

impl Default for State {
    fn default() -> Self {
        let snapshot = Snapshot { waits_for: BTreeSet::from(Step::ALL), ..Snapshot::default() };
        Self { snapshot: Mutex::new(snapshot), reachable: watch::Sender::default() }
    }
}

impl State {
    /// Changes the state, which `status` shows from now on.
    pub fn note(&self, change: impl FnOnce(&mut Snapshot)) {
        change(&mut self.snapshot.lock().unwrap_or_else(PoisonError::into_inner));
    }

    /// Notes that a step is done. The last one makes the agent ready, which is logged once.
    pub fn note_step(&self, step: Step) {
        self.note(|state| {
            if state.waits_for.remove(&step) && state.waits_for.is_empty() {
                let now = clock::now().as_second();
                state.ready_at = Some(now);
                tracing::info!(seconds = now - state.started_at, "agent_ready");
            }
        });
    }

    /// Returns a copy of the state.
    pub fn snapshot(&self) -> Snapshot {
        self.snapshot.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Notes which domain controller answers; `None` if none does.
    pub fn note_controller(&self, controller: Option<String>) {
        let is_reachable = controller.is_some();
        self.note(|state| {
            state.directory_reachable = is_reachable;
            state.controller = controller;
        });
        self.reachable.send_if_modified(|current| current.replace(is_reachable) != Some(is_reachable));
    }

    /// Watches whether a domain controller answers; `None` until that is known.
    pub fn reachable(&self) -> watch::Receiver<Option<bool>> {
        self.reachable.subscribe()
    }

    /// Returns the part of the state that heartbeats send to the cloud.
    pub fn health(&self) -> Health {
        let now = self.snapshot();
        Health {
            directory_reachable: now.directory_reachable,
            controller: now.controller,
            clock_ahead_seconds: now.clock_ahead_seconds,
            queue_lag_seconds: now.queue_lag_seconds,
            last_sync_at: now.last_sync_at,
            last_write_at: now.last_write_at,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agent_is_ready_after_the_last_step_in_any_order() {
        let state = State::default();
        for step in [Step::Sync, Step::Heartbeat, Step::Heartbeat, Step::Sync] {
            state.note_step(step);
            assert_eq!(state.snapshot().ready_at, None);
        }
        state.note_step(Step::Queue);
        let ready = state.snapshot();
        assert!(ready.ready_at.is_some() && ready.waits_for.is_empty());
        state.note_step(Step::Sync);
        assert_eq!(state.snapshot(), ready, "once");
    }
}
