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

use super::{LONGEST_PAUSE, jobs::Jobs, report::jittered};
use crate::{
    directory::Directory,
    heartbeat::News,
    lease::{Boot, Lease},
    queue::{Delivery, Queue},
    writeback::WritebackError,
};

/// A job is taken while no more than so many others are in hand.
const MOST_BESIDE: usize = 1;
const FIRST_PAUSE: Duration = Duration::from_secs(1);

/// What a writer needs.
pub(super) struct Writer<D> {
    jobs: Arc<Jobs<D>>,
    news: News,
    visibility_seconds: u32,
    in_hand: JoinSet<Result<(), WritebackError>>,
}

/// Why a writer takes no more from a queue.
enum Pause {
    /// It was asked to stop, or the queue is another one.
    Over,
    Received(anyhow::Result<Option<Delivery>>),
}

impl<D: Directory> Writer<D> {
    pub(super) fn new(jobs: Jobs<D>, news: News, visibility_seconds: u32) -> Self {
        Self { jobs: Arc::new(jobs), news, visibility_seconds, in_hand: JoinSet::new() }
    }

    /// Ends only when asked to, or when the journal fails: without one nothing is written. Jobs in hand are finished first.
    pub(super) async fn take(mut self, mut stopped: watch::Receiver<bool>) -> anyhow::Result<()> {
        let taken = self.take_until(&mut stopped).await;
        taken.and(self.finish(0).await)
    }

    async fn take_until(&mut self, stopped: &mut watch::Receiver<bool>) -> anyhow::Result<()> {
        loop {
            let queue = tokio::select! {
                _ = stopped.wait_for(|stopped| *stopped) => return Ok(()),
                queue = self.queue() => queue?,
            };
            self.take_from(&queue, stopped).await?;
        }
    }

    /// The queue, once cloud and policy are known.
    async fn queue(&mut self) -> anyhow::Result<Queue> {
        const ENDED: &str = "waiting for the cloud";
        anyhow::ensure!(self.jobs.writeback.policy_is_known().await, ENDED);
        self.news.credentials.wait_for(Option::is_some).await.context(ENDED)?;
        let known = self.news.queue.wait_for(Option::is_some).await.context(ENDED)?.clone();
        self.news.queue.mark_unchanged();
        let known = known.context("the cloud names no queue")?;
        Queue::new(&known, self.visibility_seconds, self.news.credentials.clone())
    }

    /// Until the queue is another one.
    async fn take_from(&mut self, queue: &Queue, stopped: &mut watch::Receiver<bool>) -> anyhow::Result<()> {
        let mut pause = FIRST_PAUSE;
        loop {
            self.finish(MOST_BESIDE).await?;
            let asked = Boot::now();
            let Pause::Received(received) = self.receive(queue, stopped).await? else { return Ok(()) };
            let problem = received.as_ref().err().map(ToString::to_string);
            self.jobs.state.note(|state| state.queue_problem = problem);
            match received {
                Ok(None) => pause = FIRST_PAUSE,
                Ok(Some(delivery)) => {
                    fail_point!("job-received");
                    pause = FIRST_PAUSE;
                    let lease = Lease::since(asked, queue.visibility());
                    self.begin(queue.clone(), delivery, Arc::new(lease)).await?;
                }
                Err(error) => {
                    tracing::error!(error = %error, "queue_not_reached");
                    tokio::select! {
                        _ = stopped.wait_for(|stopped| *stopped) => return Ok(()),
                        () = tokio::time::sleep(jittered(pause)) => {}
                    }
                    pause = (pause * 2).min(LONGEST_PAUSE);
                }
            }
        }
    }

    async fn receive(&mut self, queue: &Queue, stopped: &mut watch::Receiver<bool>) -> anyhow::Result<Pause> {
        let mut receiving = std::pin::pin!(queue.receive());
        loop {
            tokio::select! {
                _ = stopped.wait_for(|stopped| *stopped) => return Ok(Pause::Over),
                _ = self.news.queue.changed() => return Ok(Pause::Over),
                received = &mut receiving => return Ok(Pause::Received(received)),
                Some(ended) = self.in_hand.join_next() => well(ended)?,
            }
        }
    }

    /// Until its change was answered, or it came to its end without one.
    async fn begin(&mut self, queue: Queue, delivery: Delivery, lease: Arc<Lease>) -> anyhow::Result<()> {
        let (jobs, held) = (Arc::clone(&self.jobs), Arc::clone(&lease));
        let job = self.in_hand.spawn(async move { jobs.see_through(&queue, &delivery, &held).await });
        while !job.is_finished() {
            tokio::select! {
                () = lease.answered() => return Ok(()),
                Some(ended) = self.in_hand.join_next() => well(ended)?,
            }
        }
        Ok(())
    }

    /// Until no more than so many jobs are in hand.
    async fn finish(&mut self, most: usize) -> anyhow::Result<()> {
        while self.in_hand.len() > most
            && let Some(ended) = self.in_hand.join_next().await
        {
            well(ended)?;
        }
        Ok(())
    }
}

fn well(ended: Result<Result<(), WritebackError>, JoinError>) -> anyhow::Result<()> {
    Ok(ended.context("a job was not seen through")??)
}
