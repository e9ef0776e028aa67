//! Ends a deferred order when its time is over and no agent has carried it out.

mod serve;

use domain::{ExpireOutcome, JobId, ResetId};
use jiff::Timestamp;
use lambda_kit::Failure;
use step_kit::{StepError, retry};
use store::{
    queues::{Deadline, DeadlinesQueue},
    resets::Resets,
};

pub use serve::serve;

#[derive(Debug)]
pub struct ExpireOrder {
    pub resets: Resets,
    /// The queue of deadlines, to which one that comes early returns.
    pub deadlines: DeadlinesQueue,
}

impl ExpireOrder {
    /// Ends the order, or queues its deadline again. A repeated call does nothing more.
    pub async fn handle(&self, deadline: &Deadline, now: Timestamp) -> Result<(), Failure> {
        let (reset, job) = (ResetId(deadline.reset.clone()), JobId(deadline.job.clone()));
        if let Some(until) = retry(now, || self.decide(&reset, &job, now)).await? {
            self.deadlines.queue(&reset, &job, until, now).await?;
        }
        Ok(())
    }

    /// Ends the order; returns the moment of its end if that is still to come.
    async fn decide(
        &self,
        reset: &ResetId,
        job: &JobId,
        now: Timestamp,
    ) -> Result<Option<Timestamp>, StepError> {
        let Some(loaded) = self.resets.load_by_id(reset).await? else { return Ok(None) };
        match loaded.reset.expire_order(job, now) {
            ExpireOutcome::Recorded { reset, event } => {
                self.resets.save(&loaded.versions, &reset, None, &event, now).await?;
                Ok(None)
            }
            ExpireOutcome::NotYet { until } => Ok(Some(until)),
            ExpireOutcome::AlreadyEnded => Ok(None),
        }
    }
}
