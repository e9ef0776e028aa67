//! One job, from the queue's message to the end of it.

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
    writeback::{Next, Writeback, WritebackError},
};

/// How long a job rests that another agent can open, so that it finds it first.
const HAND_OVER: Duration = Duration::from_secs(5);
/// The same for one that may wait long: each delivery brings it closer to the dead letters.
const HAND_OVER_PATIENT: Duration = Duration::from_mins(1);

/// What jobs need.
pub(super) struct Jobs<D> {
    pub(super) cloud: Arc<Cloud>,
    pub(super) writeback: Arc<Writeback<D>>,
    pub(super) state: Arc<State>,
}

impl<D: Directory> Jobs<D> {
    /// Sees a job to its end, and keeps it hidden from other agents meanwhile.
    pub(super) async fn see_through(
        &self,
        queue: &Queue,
        delivery: &Delivery,
        lease: &Lease,
    ) -> Result<(), WritebackError> {
        tokio::select! {
            done = self.handle(queue, delivery, lease) => done,
            () = queue.keep(delivery, lease) => Ok(()),
        }
    }

    async fn handle(&self, queue: &Queue, delivery: &Delivery, lease: &Lease) -> Result<(), WritebackError> {
        let Some(job) = &delivery.job else {
            // The queue sends it to its dead letters, where somebody looks at it.
            tracing::error!("message_that_is_no_job_left");
            return Ok(());
        };
        self.note_lag(job, delivery.deliveries);
        if lease.is_waning() && !queue.prolong(delivery, lease).await {
            tracing::warn!(job = job.id, "job_lost");
            return Ok(());
        }
        fail_point!("lease-sure");
        if let Order::CheckPassword { .. } = job.order {
            self.try_password(queue, delivery, job, lease).await;
            return Ok(());
        }
        let done = match self.next(job, delivery.deliveries, lease).await? {
            Do::Report(report) => {
                fail_point!("before-report");
                if !self.report(&report, lease).await {
                    tracing::warn!(job = job.id, "job_lost");
                    return Ok(());
                }
                fail_point!("report-accepted");
                self.note_write(&report);
                self.writeback.journal.reported(&job.id)?;
                fail_point!("report-recorded");
                queue.delete(delivery).await
            }
            Do::Leave => {
                tracing::warn!(job = job.id, "job_lost");
                return Ok(());
            }
            Do::Forget => {
                tracing::info!(job = job.id, "job_forgotten");
                self.writeback.journal.reported(&job.id)?;
                queue.delete(delivery).await
            }
            Do::HandOver => {
                tracing::info!(job = job.id, "job_handed_over");
                let after = if job.is_deferred { HAND_OVER_PATIENT } else { HAND_OVER };
                queue.hand_over(delivery, after).await
            }
        };
        fail_point!("message-dealt-with");
        if let Err(error) = done {
            tracing::warn!(error = %error, "queue_not_told");
        }
        Ok(())
    }

    async fn next(&self, job: &Job, deliveries: u32, lease: &Lease) -> Result<Do, WritebackError> {
        if self.writeback.must_ask_for(job, deliveries) {
            match self.ask(job).await {
                TakeJobDecision::CarryOut if self.writeback.can_open(job) => {}
                TakeJobDecision::CarryOut | TakeJobDecision::LeaveToOthers => return Ok(Do::HandOver),
                TakeJobDecision::Forget => return Ok(Do::Forget),
            }
        }
        fail_point!("job-wanted");
        Ok(match self.writeback.carry_out(job, deliveries, lease).await? {
            Next::Report(report) => Do::Report(report),
            Next::HandOver => Do::HandOver,
            Next::Lost => Do::Leave,
        })
    }

    /// Without an answer the job waits: it may have been cancelled.
    async fn ask(&self, job: &Job) -> TakeJobDecision {
        let (id, reset) = (job.id.clone(), job.reset.clone());
        let asked = TakeJob { job: id, reset, can_open: self.writeback.can_open(job) };
        self.cloud.take_job(&asked).await.unwrap_or_else(|error| {
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

/// What is to be done with a message.
enum Do {
    Report(Report),
    Forget,
    HandOver,
    /// It may be another agent's: nothing.
    Leave,
}
