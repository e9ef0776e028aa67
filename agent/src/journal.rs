//! The agent's journal on disk. Thanks to it, a crash at any moment leads to one effect and one true outcome.
//!
//! Each entry is a line of JSON that is appended before the step that it stands for: the intent before the directory is
//! asked, the outcome before it is reported to the cloud, "reported" before the message is deleted. The first two are
//! synced to disk as well. Passwords are never written here: after a restart the queue delivers the envelope again.
//!
//! Only what was done is recorded as an outcome. A refusal is final only when the cloud has accepted it. Until then
//! the intent stands, and it is resolved again when the job is delivered again.

mod entry;
mod file;

use std::{collections::HashMap, io, path::Path, sync::Mutex};

use agent_protocol::{Job, OrderKind, Outcome, Report};

pub use entry::Intent;
use entry::{DoneJob, Entry};
use file::Lines;

use crate::directory::AccountState;

/// The seconds for which entries are kept after their job expired: longer than the queue may deliver the job again.
const KEPT_SECONDS: i64 = 24 * 60 * 60;

/// The journal of one agent. It cannot be opened twice.
#[derive(Debug)]
pub struct Journal {
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    lines: Lines,
    jobs: Jobs,
}

/// The state that the entries lead to.
#[derive(Debug, Default)]
struct Jobs {
    intents: HashMap<String, Intent>,
    done: HashMap<String, DoneJob>,
}

/// The journal's knowledge of a job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JobRecord {
    /// The journal has no entry of this job.
    Nothing,
    /// The job was about to be written and may have been.
    Intended(Intent),
    /// The job is over. Its report is sent again if the job is delivered again.
    Done(Report),
}

impl Journal {
    /// Opens the journal in a folder, or makes it, and drops old entries.
    pub fn open(folder: &Path, now: i64) -> io::Result<Self> {
        let (lines, entries) = Lines::open(folder)?;
        let mut state = State { lines, jobs: Jobs::default() };
        for entry in entries {
            state.jobs.take(entry);
        }
        state.jobs.forget(now - KEPT_SECONDS);
        state.lines.rewrite(&state.jobs.entries())?;
        Ok(Self { state: Mutex::new(state) })
    }

    /// Returns whether a running agent has the journal of this folder open.
    pub fn is_in_use(folder: &Path) -> bool {
        file::is_locked(folder)
    }

    /// Counts the jobs of a journal that were begun before a moment and have no outcome. Takes no lock and changes
    /// nothing.
    pub fn count_in_doubt_since(folder: &Path, before: i64) -> io::Result<usize> {
        let mut jobs = Jobs::default();
        for entry in file::read(folder)? {
            jobs.take(entry);
        }
        Ok(jobs.intents.values().filter(|intent| intent.at < before).count())
    }

    /// Returns what the journal knows of a job.
    pub fn job_record(&self, job: &str) -> JobRecord {
        self.with(|State { jobs, .. }| match (jobs.done.get(job), jobs.intents.get(job)) {
            (Some(done), _) => JobRecord::Done(done.report.clone()),
            (None, Some(intent)) => JobRecord::Intended(intent.clone()),
            (None, None) => JobRecord::Nothing,
        })
    }

    /// Returns whether an order of the same account that was placed later has already set a password.
    pub fn has_newer(&self, job: &Job) -> bool {
        self.with(|state| {
            let is_newer = |done: &DoneJob| {
                done.account == job.account && done.ordered_at > job.ordered_at && done.kind.writes_password()
            };
            state.jobs.done.values().any(is_newer)
        })
    }

    /// Returns the outcomes that the cloud has not accepted yet.
    pub fn unreported(&self) -> Vec<Report> {
        self.with(|state| {
            let unreported = state.jobs.done.values().filter(|done| !done.is_reported);
            unreported.map(|done| done.report.clone()).collect()
        })
    }

    /// Counts the jobs that have an intent and no outcome.
    pub fn in_doubt_count(&self) -> usize {
        self.with(|state| state.jobs.intents.len())
    }

    /// Records what is about to be written. Call it before the directory is asked.
    pub fn record_intent(
        &self,
        job: &Job,
        kind: OrderKind,
        account: &AccountState,
        at: i64,
    ) -> io::Result<Intent> {
        let intent = Intent {
            job: job.id.clone(),
            account: job.account.clone(),
            kind,
            expires_at: job.expires_at,
            controller: account.controller.clone(),
            password_last_set: account.password_last_set,
            lockout_time: account.lockout_time,
            at,
        };
        self.add(Entry::Intended(intent.clone())).map(|()| intent)
    }

    /// Records that a job was done. The caller reports to the cloud afterwards.
    pub fn record_done(&self, job: &Job, kind: OrderKind, at: i64) -> io::Result<Report> {
        let report = Report { job: job.id.clone(), reset: job.reset.clone(), at, outcome: Outcome::Done };
        let done_job = DoneJob {
            account: job.account.clone(),
            ordered_at: job.ordered_at,
            kind,
            report: report.clone(),
            is_reported: false,
        };
        self.add(Entry::Done(done_job)).map(|()| report)
    }

    /// Records that the cloud has accepted the outcome of a job. Call it before the message is deleted.
    pub fn record_reported(&self, job: &str) -> io::Result<()> {
        self.add(Entry::Reported { job: job.to_owned() })
    }

    fn add(&self, entry: Entry) -> io::Result<()> {
        self.with(|state| {
            state.lines.append(&entry)?;
            state.jobs.take(entry);
            Ok(())
        })
    }

    fn with<T>(&self, use_it: impl FnOnce(&mut State) -> T) -> T {
        // A panic while the lock was held cannot have left the maps half-changed: each change is one insertion.
        use_it(&mut self.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner))
    }
}

impl Jobs {
    fn take(&mut self, entry: Entry) {
        match entry {
            Entry::Intended(intent) => {
                self.intents.insert(intent.job.clone(), intent);
            }
            Entry::Done(done_job) => {
                self.intents.remove(&done_job.report.job);
                self.done.insert(done_job.report.job.clone(), done_job);
            }
            Entry::Reported { job } => {
                self.intents.remove(&job);
                if let Some(done) = self.done.get_mut(&job) {
                    done.is_reported = true;
                }
            }
        }
    }

    fn forget(&mut self, before: i64) {
        self.intents.retain(|_, intent| intent.expires_at >= before);
        self.done.retain(|_, done| done.report.at >= before);
    }

    fn entries(&self) -> Vec<Entry> {
        let intents = self.intents.values().cloned().map(Entry::Intended);
        intents.chain(self.done.values().cloned().map(Entry::Done)).collect()
    }
}

#[cfg(test)]
#[path = "journal/tests.rs"]
mod tests;
