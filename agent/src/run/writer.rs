//! A writer: takes jobs one after the other and handles each to its end.
//!
//! A writer takes the next job as soon as the directory has answered the change of the job before. Verification and
//! report of that job go on meanwhile, so that the directory is not idle while the cloud is called. So a writer sends
//! one change at a time and has two jobs in progress at most. Orders for one account still run one after the other:
//! the queue holds an order back until the message of the one before is deleted.

use std::{sync::Arc, time::Duration};

use anyhow::Context as _;
use fail::fail_point;
use tokio::{
    sync::watch,
    task::{JoinError, JoinSet},
};

use super::{MAX_PAUSE, backoff::with_jitter, jobs::Jobs};
use crate::{
    directory::Directory,
    heartbeat::SessionUpdates,
    lease::{BootTime, Lease},
    queue::{Delivery, Queue},
    writeback::WritebackError,
};

/// The maximum number of other jobs in progress when a job is taken.
const MAX_OTHER_JOBS: usize = 1;
const FIRST_PAUSE: Duration = Duration::from_secs(1);

pub(super) struct Writer<D> {
    jobs: Arc<Jobs<D>>,
    updates: SessionUpdates,
    visibility_seconds: u32,
    running_jobs: JoinSet<Result<(), WritebackError>>,
}

/// The outcome of a poll of the queue.
enum Poll {
    /// The writer is to stop, or the cloud named another queue.
    Stop,
    Received(anyhow::Result<Option<Delivery>>),
}

impl<D: Directory> Writer<D> {
    pub(super) fn new(jobs: Jobs<D>, updates: SessionUpdates, visibility_seconds: u32) -> Self {
        Self { jobs: Arc::new(jobs), updates, visibility_seconds, running_jobs: JoinSet::new() }
    }

    /// Runs until the stop signal or until the journal fails, because nothing is written without a journal. Finishes
    /// the jobs in progress first.
    pub(super) async fn run(mut self, mut stopped: watch::Receiver<bool>) -> anyhow::Result<()> {
        let taken = self.run_until_stopped(&mut stopped).await;
        taken.and(self.wait_for_jobs(0).await)
    }

    async fn run_until_stopped(&mut self, stopped: &mut watch::Receiver<bool>) -> anyhow::Result<()> {
        loop {
            let queue = tokio::select! {
                _ = stopped.wait_for(|stopped| *stopped) => return Ok(()),
                queue = self.queue() => queue?,
            };
            self.take_jobs(&queue, stopped).await?;
        }
    }

    /// Waits until the policy, the credentials and the queue are known, and returns the queue.
    async fn queue(&mut self) -> anyhow::Result<Queue> {
        const ENDED: &str = "waiting for the cloud";
        anyhow::ensure!(self.jobs.writeback.policy_is_known().await, ENDED);
        self.updates.credentials.wait_for(Option::is_some).await.context(ENDED)?;
        let jobs_queue = self.updates.queue.wait_for(Option::is_some).await.context(ENDED)?.clone();
        self.updates.queue.mark_unchanged();
        let jobs_queue = jobs_queue.context("the cloud names no queue")?;
        Queue::new(&jobs_queue, self.visibility_seconds, self.updates.credentials.clone())
    }

    /// Takes jobs until the writer is to stop or the cloud names another queue.
    async fn take_jobs(&mut self, queue: &Queue, stopped: &mut watch::Receiver<bool>) -> anyhow::Result<()> {
        let mut pause = FIRST_PAUSE;
        loop {
            self.wait_for_jobs(MAX_OTHER_JOBS).await?;
            let requested_at = BootTime::now();
            let Poll::Received(received) = self.receive(queue, stopped).await? else { return Ok(()) };
            let problem = received.as_ref().err().map(ToString::to_string);
            self.jobs.state.note(|state| state.queue_problem = problem);
            match received {
                Ok(None) => pause = FIRST_PAUSE,
                Ok(Some(delivery)) => {
                    fail_point!("job-received");
                    pause = FIRST_PAUSE;
                    let lease = Lease::since(requested_at, queue.visibility());
                    self.start_job(queue.clone(), delivery, Arc::new(lease)).await?;
                }
                Err(error) => {
                    tracing::error!(error = %error, "queue_not_reached");
                    tokio::select! {
                        _ = stopped.wait_for(|stopped| *stopped) => return Ok(()),
                        () = tokio::time::sleep(with_jitter(pause)) => {}
                    }
                    pause = (pause * 2).min(MAX_PAUSE);
                }
            }
        }
    }

    async fn receive(&mut self, queue: &Queue, stopped: &mut watch::Receiver<bool>) -> anyhow::Result<Poll> {
        let mut receiving = std::pin::pin!(queue.receive());
        loop {
            tokio::select! {
                _ = stopped.wait_for(|stopped| *stopped) => return Ok(Poll::Stop),
                _ = self.updates.queue.changed() => return Ok(Poll::Stop),
                received = &mut receiving => return Ok(Poll::Received(received)),
                Some(ended) = self.running_jobs.join_next() => job_result(ended)?,
            }
        }
    }

    /// Starts a job and waits until the directory has answered its change, or until the job ended without one.
    async fn start_job(&mut self, queue: Queue, delivery: Delivery, lease: Arc<Lease>) -> anyhow::Result<()> {
        let (jobs, job_lease) = (Arc::clone(&self.jobs), Arc::clone(&lease));
        let job = self.running_jobs.spawn(async move { jobs.process(&queue, &delivery, &job_lease).await });
        while !job.is_finished() {
            tokio::select! {
                () = lease.wait_for_answer() => return Ok(()),
                Some(ended) = self.running_jobs.join_next() => job_result(ended)?,
            }
        }
        Ok(())
    }

    /// Waits until no more than `maximum` jobs are in progress.
    async fn wait_for_jobs(&mut self, maximum: usize) -> anyhow::Result<()> {
        while self.running_jobs.len() > maximum
            && let Some(ended) = self.running_jobs.join_next().await
        {
            job_result(ended)?;
        }
        Ok(())
    }
}

fn job_result(ended: Result<Result<(), WritebackError>, JoinError>) -> anyhow::Result<()> {
    Ok(ended.context("the task of a job ended early")??)
}
