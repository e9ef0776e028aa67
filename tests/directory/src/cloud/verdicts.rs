//! What agents say of passwords that they tried.

use std::{
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use agent_protocol::sign_in::{SignInReport, Verdict};
use axum::{Json, extract::State, http::StatusCode};

use super::{Cloud, Shared};

/// Each with the moment at which it was heard.
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
    /// What is said of a job's password, and when; waits for it, and until the message is deleted. It is said once.
    pub async fn verdict(&self, job: &str) -> (Verdict, Instant) {
        let end = Instant::now() + Duration::from_mins(1);
        loop {
            let told = self.verdicts(job);
            if let (&[only], true) = (told.as_slice(), self.shared.queue.is_empty()) {
                return only;
            }
            assert!(Instant::now() < end, "not one verdict and an empty queue: {told:?}");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    /// Everything that was said of a job's password so far.
    pub fn verdicts(&self, job: &str) -> Vec<(Verdict, Instant)> {
        let verdicts = self.shared.verdicts.lock().expect("lock");
        let of_job = verdicts.iter().filter(|(report, _)| report.job == job);
        of_job.map(|(report, at)| (report.verdict, *at)).collect()
    }
}
