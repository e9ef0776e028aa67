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
    /// Marks a job as in progress. Returns `None` if it is marked already.
    pub(super) fn acquire(jobs: &'a Mutex<HashSet<String>>, job: &'a str) -> Option<Self> {
        let is_new = jobs.lock().unwrap_or_else(PoisonError::into_inner).insert(job.to_owned());
        // Made only if it is the first: dropping one removes the mark.
        is_new.then(|| Self { jobs, job })
    }
}

impl Drop for JobGuard<'_> {
    fn drop(&mut self) {
        self.jobs.lock().unwrap_or_else(PoisonError::into_inner).remove(self.job);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refused_delivery_leaves_the_mark_of_the_first() {
        let jobs = Mutex::default();
        let first = JobGuard::acquire(&jobs, "j");
        assert!(first.is_some());
        for _ in 0..2 {
            assert!(JobGuard::acquire(&jobs, "j").is_none());
        }
        assert!(JobGuard::acquire(&jobs, "k").is_some());
        drop(first);
        assert!(JobGuard::acquire(&jobs, "j").is_some());
    }
}
