//! What the running agent knows of itself: each part notes what it sees, the heartbeat tells the cloud of it, and
//! `status` shows it.

use std::{
    collections::BTreeSet,
    sync::{Mutex, PoisonError},
};

use agent_protocol::session::Health;
use serde::{Deserialize, Serialize};
use tokio::sync::watch;

use crate::clock;

/// Shared by the parts of one running agent.
#[derive(Debug)]
pub struct State {
    snapshot: Mutex<Snapshot>,
    /// Whether a domain controller answered, once that was found out.
    reachable: watch::Sender<Option<bool>>,
}

/// How the agent is at one moment. Moments are whole seconds since 1970 (UTC).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Snapshot {
    /// The agent's id.
    pub agent: String,
    /// Its version.
    pub version: String,
    /// When it started.
    pub started_at: i64,
    /// What it still waits for since then, before it is of use.
    pub waits_for: BTreeSet<Step>,
    /// When it no longer waited for anything.
    pub ready_at: Option<i64>,
    /// What administrators compare with what the cloud shows.
    pub fingerprint: String,
    /// When its keys were made.
    pub keys_made_at: i64,
    /// When the cloud last answered.
    pub cloud_answered_at: Option<i64>,
    /// What was wrong when it last did not.
    pub cloud_problem: Option<String>,
    /// How far this host's clock is ahead of the cloud's.
    pub clock_ahead_seconds: Option<i64>,
    /// Whether a domain controller answered last time.
    pub directory_reachable: bool,
    /// The domain controller in use.
    pub controller: Option<String>,
    /// Why the queue was not reached, when it was last asked for a job.
    pub queue_problem: Option<String>,
    /// How long the last job had waited when it was taken.
    pub queue_lag_seconds: Option<u32>,
    /// When a job was last carried out.
    pub last_write_at: Option<i64>,
    /// Whether this agent keeps the cloud in step; another one may.
    pub leads_sync: bool,
    /// When the directory was last in step with the cloud.
    pub last_sync_at: Option<i64>,
    /// How many accounts may reset, by the last sync that told of all of them.
    pub accounts_in_scope: Option<usize>,
    /// How many accounts have a telephone number that cannot be dialled.
    pub unusable_number_count: usize,
    /// The ids of the first of them.
    pub unusable_numbers: Vec<String>,
    /// How many names fit several accounts, so that nobody is found by them.
    pub clash_count: usize,
    /// The accounts' ids for the first of them.
    pub clashes: Vec<Vec<String>>,
}

/// What an agent does once after it started. Having done all, it is ready.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Step {
    /// The cloud took a heartbeat that said that a domain controller answers: people are offered to reset.
    Heartbeat,
    /// The cloud gave what opens the queue.
    Queue,
    /// Another agent leads the sync; or this one does, and what it found in the directory is in the cloud.
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
    /// Notes something.
    pub fn note(&self, change: impl FnOnce(&mut Snapshot)) {
        change(&mut self.snapshot.lock().unwrap_or_else(PoisonError::into_inner));
    }

    /// Notes that a step was done. The last of them makes the agent ready, which is logged once.
    pub fn note_step(&self, step: Step) {
        self.note(|state| {
            if state.waits_for.remove(&step) && state.waits_for.is_empty() {
                let now = clock::now().as_second();
                state.ready_at = Some(now);
                tracing::info!(seconds = now - state.started_at, "agent_ready");
            }
        });
    }

    /// How the agent is now.
    pub fn snapshot(&self) -> Snapshot {
        self.snapshot.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Notes which domain controller answers; `None` where none does.
    pub fn note_controller(&self, controller: Option<String>) {
        let is_reachable = controller.is_some();
        self.note(|state| {
            state.directory_reachable = is_reachable;
            state.controller = controller;
        });
        self.reachable.send_if_modified(|current| current.replace(is_reachable) != Some(is_reachable));
    }

    /// Whether a domain controller answers; nothing before that was found out. To be followed.
    pub fn reachable(&self) -> watch::Receiver<Option<bool>> {
        self.reachable.subscribe()
    }

    /// What the cloud is told of it.
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
