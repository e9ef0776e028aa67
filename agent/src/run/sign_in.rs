//! Handles a sign-in, from the queue's message to the report, while a user waits for the answer.

use agent_protocol::{
    Job,
    sign_in::{SignInReport, Verdict},
};

use super::{MAX_PAUSE, backoff::with_jitter, jobs::Jobs, report::FIRST_PAUSE};
use crate::{
    cloud::Receipt,
    directory::Directory,
    lease::Lease,
    queue::{Delivery, Queue},
    sign_in,
};

impl<D: Directory> Jobs<D> {
    /// Tries a password and reports the verdict.
    pub(super) async fn handle_sign_in(&self, queue: &Queue, delivery: &Delivery, job: &Job, lease: &Lease) {
        let (directory, keys) = (&self.writeback.directory, &self.writeback.keys);
        let tried = sign_in::try_password(directory, keys, job, delivery.deliveries, lease).await;
        let is_reported = match tried {
            Ok(verdict) => self.report_verdict(job, verdict, lease).await,
            Err(_lost) => false,
        };
        if !is_reported {
            tracing::warn!(job = job.id, "job_lost");
        } else if let Err(error) = queue.delete(delivery).await {
            tracing::warn!(error = %error, "queue_not_updated");
        }
    }

    /// Reports a verdict until the cloud accepts it or the sign-in expires. Returns `false` if the lease is lost
    /// first: another agent may have the job then, and reports that it did not try the password.
    async fn report_verdict(&self, job: &Job, verdict: Verdict, lease: &Lease) -> bool {
        let report = SignInReport { job: job.id.clone(), sign_in: job.reset.clone(), verdict };
        let mut pause = FIRST_PAUSE;
        loop {
            match self.cloud.report_sign_in(&report).await {
                Receipt::Final(status) => {
                    tracing::info!(job = job.id, status = status.as_u16(), "sign_in_reported");
                    return true;
                }
                Receipt::Later(status) => {
                    let status = status.map(|status| status.as_u16());
                    tracing::warn!(job = job.id, status, "sign_in_report_not_taken");
                }
            }
            if sign_in::has_expired(job) || lease.remaining().is_none() {
                return sign_in::has_expired(job);
            }
            tokio::time::sleep(with_jitter(pause)).await;
            pause = (pause * 2).min(MAX_PAUSE);
        }
    }
}
