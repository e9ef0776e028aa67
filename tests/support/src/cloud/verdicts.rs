//! The verdicts that agents report.

use std::{
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use agent_protocol::sign_in::{SignInReport, Verdict};
use axum::{Json, extract::State, http::StatusCode};

use super::{Cloud, Shared};

/// Each report with its time of arrival.
pub(super) type Verdicts = Mutex<Vec<(SignInReport, Instant)>>;

pub(super) async fn report(
    State(shared): State<Arc<Shared>>,
    Json(report): Json<SignInReport>,
) -> StatusCode {
    if *shared.rejects_reports.lock().expect("lock") {
        return StatusCode::SERVICE_UNAVAILABLE;
    }
    shared.verdicts.lock().expect("lock").push((report, Instant::now()));
    StatusCode::NO_CONTENT
}

impl Cloud {
    /// Waits until the verdict of a job is reported once and its message deleted, and returns it with its time of
    /// arrival.
    pub async fn verdict(&self, job: &str) -> (Verdict, Instant) {
        let end = Instant::now() + Duration::from_mins(1);
        loop {
            let verdicts = self.verdicts(job);
            if let (&[only], true) = (verdicts.as_slice(), self.shared.queue.is_empty()) {
                return only;
            }
            assert!(Instant::now() < end, "not one verdict and an empty queue: {verdicts:?}");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    /// Returns every verdict of a job that was reported so far.
    pub fn verdicts(&self, job: &str) -> Vec<(Verdict, Instant)> {
        let verdicts = self.shared.verdicts.lock().expect("lock");
        let of_job = verdicts.iter().filter(|(report, _)| report.job == job);
        of_job.map(|(report, at)| (report.verdict, *at)).collect()
    }
}
