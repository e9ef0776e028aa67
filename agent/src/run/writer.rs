//! One writer: takes jobs one after the other, and has each seen to its end.
//!
//! It takes the next one as soon as the directory has answered the change of the one before, whose look, outcome and report
//! go on beside: the directory should not stand idle while the cloud is told. So a writer has one change on its way at a
//! time, and two jobs in hand at most. Orders for one account still come one after the other: the queue holds them back until
//! the message of the first one is deleted.

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

/// A job is taken while no more than so many others are in hand.
const MAX_OTHER_JOBS: usize = 1;
const FIRST_PAUSE: Duration = Duration::from_secs(1);

/// What a writer needs.
pub(super) struct Writer<D> {
    jobs: Arc<Jobs<D>>,
    updates: SessionUpdates,
    visibility_seconds: u32,
    running_jobs: JoinSet<Result<(), WritebackError>>,
}

/// Why a writer takes no more from a queue.
enum Poll {
    /// It was asked to stop, or the queue is another one.
    Stop,
    Received(anyhow::Result<Option<Delivery>>),
}

impl<D: Directory> Writer<D> {
    pub(super) fn new(jobs: Jobs<D>, updates: SessionUpdates, visibility_seconds: u32) -> Self {
        Self { jobs: Arc::new(jobs), updates, visibility_seconds, running_jobs: JoinSet::new() }
    }

    /// Ends only when asked to, or when the journal fails: without one nothing is written. Jobs in hand are finished first.
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

    /// The queue, once cloud and policy are known.
    async fn queue(&mut self) -> anyhow::Result<Queue> {
        const ENDED: &str = "waiting for the cloud";
        anyhow::ensure!(self.jobs.writeback.policy_is_known().await, ENDED);
        self.updates.credentials.wait_for(Option::is_some).await.context(ENDED)?;
        let jobs_queue = self.updates.queue.wait_for(Option::is_some).await.context(ENDED)?.clone();
        self.updates.queue.mark_unchanged();
        let jobs_queue = jobs_queue.context("the cloud names no queue")?;
        Queue::new(&jobs_queue, self.visibility_seconds, self.updates.credentials.clone())
    }

    /// Until the queue is another one.
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

    /// Until its change was answered, or it came to its end without one.
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

    /// Until no more than so many jobs are in hand.
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
    Ok(ended.context("a job was not seen through")??)
}
