//! Handles one job, from the queue's message to its deletion.

use std::{sync::Arc, time::Duration};

use agent_protocol::{
    Job, Order, Outcome, Report,
    take_job::{TakeJob, TakeJobDecision},
};
use fail::fail_point;

use crate::{
    clock,
    cloud::Cloud,
    directory::Directory,
    lease::Lease,
    queue::{Delivery, Queue},
    state::State,
    writeback::{Disposition, Writeback, WritebackError},
};

/// The time for which a job stays hidden after it is handed over, so that an agent that can open it finds it first.
const HAND_OVER_DELAY: Duration = Duration::from_secs(5);
/// The same delay for a deferred order: each delivery brings its message closer to the dead-letter queue.
const DEFERRED_HAND_OVER_DELAY: Duration = Duration::from_mins(1);

/// Handles jobs: asks the cloud, writes back and reports.
pub(super) struct Jobs<D> {
    pub(super) cloud: Arc<Cloud>,
    pub(super) writeback: Arc<Writeback<D>>,
    pub(super) state: Arc<State>,
}

impl<D: Directory> Jobs<D> {
    /// Handles a job to its end, and keeps it hidden from other agents meanwhile.
    pub(super) async fn process(
        &self,
        queue: &Queue,
        delivery: &Delivery,
        lease: &Lease,
    ) -> Result<(), WritebackError> {
        tokio::select! {
            done = self.handle(queue, delivery, lease) => done,
            () = queue.keep_hidden(delivery, lease) => Ok(()),
        }
    }

    async fn handle(&self, queue: &Queue, delivery: &Delivery, lease: &Lease) -> Result<(), WritebackError> {
        let Some(job) = &delivery.job else {
            // The queue moves it to its dead letters, where an operator looks at it.
            tracing::error!("message_that_is_no_job_left");
            return Ok(());
        };
        self.note_lag(job, delivery.deliveries);
        if lease.needs_renewal() && !queue.renew(delivery, lease).await {
            tracing::warn!(job = job.id, "job_lost");
            return Ok(());
        }
        fail_point!("lease-sure");
        if let Order::CheckPassword { .. } = job.order {
            self.handle_sign_in(queue, delivery, job, lease).await;
            return Ok(());
        }
        let disposition = self.decide(job, delivery.deliveries, lease).await?;
        self.conclude(disposition, job, queue, delivery, lease).await
    }

    /// Reports the outcome of a job if it has one, and deletes its message or hands it over.
    async fn conclude(
        &self,
        disposition: Disposition,
        job: &Job,
        queue: &Queue,
        delivery: &Delivery,
        lease: &Lease,
    ) -> Result<(), WritebackError> {
        let done = match disposition {
            Disposition::Report(report) => {
                if !self.deliver_report(&report, job, lease).await? {
                    return Ok(());
                }
                queue.delete(delivery).await
            }
            Disposition::Leave => {
                tracing::warn!(job = job.id, "job_lost");
                return Ok(());
            }
            Disposition::Forget => {
                tracing::info!(job = job.id, "job_forgotten");
                self.writeback.journal.record_reported(&job.id)?;
                queue.delete(delivery).await
            }
            Disposition::HandOver => {
                tracing::info!(job = job.id, "job_handed_over");
                let after = if job.is_deferred { DEFERRED_HAND_OVER_DELAY } else { HAND_OVER_DELAY };
                queue.hand_over(delivery, after).await
            }
        };
        fail_point!("message-dealt-with");
        if let Err(error) = done {
            tracing::warn!(error = %error, "queue_not_updated");
        }
        Ok(())
    }

    /// Reports an outcome, and records that the cloud accepted it. Returns `false` if the lease ended before, so that
    /// another agent may have the job.
    async fn deliver_report(
        &self,
        report: &Report,
        job: &Job,
        lease: &Lease,
    ) -> Result<bool, WritebackError> {
        fail_point!("before-report");
        if !self.report(report, lease).await {
            tracing::warn!(job = job.id, "job_lost");
            return Ok(false);
        }
        fail_point!("report-accepted");
        self.note_write(report);
        self.writeback.journal.record_reported(&job.id)?;
        fail_point!("report-recorded");
        Ok(true)
    }

    async fn decide(&self, job: &Job, deliveries: u32, lease: &Lease) -> Result<Disposition, WritebackError> {
        let order = self.writeback.open(job);
        if self.writeback.must_ask_cloud(job, order.is_some(), deliveries) {
            match self.ask_cloud(job, order.is_some()).await {
                TakeJobDecision::CarryOut if order.is_some() => {}
                TakeJobDecision::CarryOut | TakeJobDecision::LeaveToOthers => {
                    return Ok(Disposition::HandOver);
                }
                TakeJobDecision::Forget => return Ok(Disposition::Forget),
            }
        }
        fail_point!("job-wanted");
        self.writeback.carry_out(job, order, deliveries, lease).await
    }

    /// Asks the cloud what to do with a job. Without an answer the job waits, because the user may have cancelled it.
    async fn ask_cloud(&self, job: &Job, can_open: bool) -> TakeJobDecision {
        let (id, reset) = (job.id.clone(), job.reset.clone());
        let request = TakeJob { job: id, reset, can_open };
        self.cloud.take_job(&request).await.unwrap_or_else(|error| {
            tracing::warn!(job = job.id, error = %error, "job_not_asked_for");
            TakeJobDecision::LeaveToOthers
        })
    }

    fn note_lag(&self, job: &Job, deliveries: u32) {
        if deliveries <= 1 {
            let lag = u32::try_from(clock::now().as_second() - job.ordered_at).unwrap_or(0);
            self.state.note(|state| state.queue_lag_seconds = Some(lag));
        }
    }

    fn note_write(&self, report: &Report) {
        if report.outcome == Outcome::Done {
            self.state.note(|state| state.last_write_at = Some(report.at));
        }
    }
}
