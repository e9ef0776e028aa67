//! What the running agent knows of itself: each part notes what it sees, the heartbeat tells the cloud of it, and
//! `status` shows it.

use std::sync::{Mutex, PoisonError};

use agent_protocol::session::Health;
use serde::{Deserialize, Serialize};
use tokio::sync::watch;

/// Shared by the parts of one running agent.
#[derive(Debug, Default)]
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

impl State {
    /// Notes something.
    pub fn note(&self, change: impl FnOnce(&mut Snapshot)) {
        change(&mut self.snapshot.lock().unwrap_or_else(PoisonError::into_inner));
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
        self.reachable.send_if_modified(|known| known.replace(is_reachable) != Some(is_reachable));
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
