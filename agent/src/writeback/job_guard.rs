//! Jobs in progress.

use std::{
    collections::HashSet,
    sync::{Mutex, PoisonError},
};

/// Marks a job as in progress until it is dropped.
pub(super) struct JobGuard<'a> {
    jobs: &'a Mutex<HashSet<String>>,
    job: &'a str,
}

impl<'a> JobGuard<'a> {
    /// Returns `None` if the job is in progress already.
    pub(super) fn acquire(jobs: &'a Mutex<HashSet<String>>, job: &'a str) -> Option<Self> {
        let is_new = jobs.lock().unwrap_or_else(PoisonError::into_inner).insert(job.to_owned());
        is_new.then_some(Self { jobs, job })
    }
}

impl Drop for JobGuard<'_> {
    fn drop(&mut self) {
        self.jobs.lock().unwrap_or_else(PoisonError::into_inner).remove(self.job);
    }
}
