//! The running agent: what goes on beside what, and how it ends.

use std::{sync::Arc, time::Duration};

use agent_protocol::Report;
use anyhow::Context as _;
use tokio::{
    signal::unix::{SignalKind, signal},
    sync::watch,
};

use crate::{
    active_directory::ActiveDirectory,
    clock,
    cloud::{Cloud, Receipt},
    configuration::{Configuration, DirectorySettings},
    demonstration::Demonstration,
    directory::Directory,
    journal::Journal,
    keys::Keys,
    point::Hook,
    queue::{Delivery, Queue},
    sync,
    writeback::{Next, Writeback, WritebackError},
};

const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// Runs until SIGTERM or SIGINT; a job in hand is finished first, as long as that does not take too long.
pub(crate) async fn run(configuration: Configuration, hook: Hook) -> anyhow::Result<()> {
    let Configuration { cloud, queue, directory, sync, journal } = configuration;
    let keys = Keys::load(&cloud.keys_dir)?;
    let line = Line {
        cloud: Arc::new(Cloud::new(&cloud, &keys)?),
        queue: Queue::new(&queue)?,
        writers: queue.writers,
        interval: sync.interval(),
    };
    let opened = Journal::open(&journal.dir, clock::now().as_second());
    let journal = opened.with_context(|| format!("opening the journal in {}", journal.dir.display()))?;
    let agent = cloud.agent_id.as_str();
    match directory {
        DirectorySettings::ActiveDirectory(settings) => {
            let directory = ActiveDirectory::new(*settings)?;
            line.work(Writeback::new(agent, keys, directory, journal, hook)).await
        }
        DirectorySettings::Demonstration(settings) => {
            let directory = Demonstration::open(&settings)?;
            line.work(Writeback::new(agent, keys, directory, journal, hook)).await
        }
    }
}

/// What leads to the cloud.
struct Line {
    cloud: Arc<Cloud>,
    queue: Queue,
    writers: u32,
    interval: Duration,
}

impl Line {
    async fn work<D: Directory>(self, writeback: Writeback<D>) -> anyhow::Result<()> {
        let writeback = Arc::new(writeback);
        tracing::info!(version = env!("CARGO_PKG_VERSION"), "agent_started");
        if writeback.journal.unsettled() > 0 {
            tracing::warn!(count = writeback.journal.unsettled(), "intents_without_outcome_found");
        }
        let (stop, stopped) = watch::channel(false);
        let syncing =
            tokio::spawn(sync::keep_in_step(Arc::clone(&self.cloud), Arc::clone(&writeback), self.interval));
        let reporting = tokio::spawn(report_leftovers(Arc::clone(&self.cloud), Arc::clone(&writeback)));
        let mut writers = tokio::task::JoinSet::new();
        for _ in 0..self.writers {
            let (cloud, queue) = (Arc::clone(&self.cloud), self.queue.clone());
            writers.spawn(take_jobs(cloud, queue, Arc::clone(&writeback), stopped.clone()));
        }
        let failed = tokio::select! {
            () = asked_to_stop()? => None,
            ended = writers.join_next() => ended,
        };
        stop.send_replace(true);
        syncing.abort();
        reporting.abort();
        let rest = async { while writers.join_next().await.is_some() {} };
        if tokio::time::timeout(LONGEST_PAUSE, rest).await.is_err() {
            tracing::warn!("job_left_unfinished");
        }
        tracing::info!("agent_stopped");
        match failed {
            Some(ended) => ended.context("a writer failed")?,
            None => Ok(()),
        }
    }
}

fn asked_to_stop() -> anyhow::Result<impl Future<Output = ()>> {
    let mut terminate = signal(SignalKind::terminate()).context("listening for SIGTERM")?;
    let mut interrupt = signal(SignalKind::interrupt()).context("listening for SIGINT")?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

/// Takes jobs one after the other. Ends only when asked to, or when the journal fails: without one nothing is written.
async fn take_jobs<D: Directory>(
    cloud: Arc<Cloud>,
    queue: Queue,
    writeback: Arc<Writeback<D>>,
    mut stopped: watch::Receiver<bool>,
) -> anyhow::Result<()> {
    tokio::select! {
        _ = stopped.wait_for(|stopped| *stopped) => return Ok(()),
        () = writeback.policy_is_known() => {}
    }
    let mut pause = Duration::from_secs(1);
    loop {
        let received = tokio::select! {
            _ = stopped.wait_for(|stopped| *stopped) => return Ok(()),
            received = queue.receive() => received,
        };
        match received {
            Ok(None) => pause = Duration::from_secs(1),
            Ok(Some(delivery)) => {
                pause = Duration::from_secs(1);
                tokio::select! {
                    done = handle(&cloud, &queue, &writeback, &delivery) => done?,
                    () = queue.keep(&delivery) => {}
                }
            }
            Err(error) => {
                tracing::error!(error = %error, "queue_not_reached");
                tokio::time::sleep(pause).await;
                pause = (pause * 2).min(LONGEST_PAUSE);
            }
        }
    }
}

async fn handle<D: Directory>(
    cloud: &Cloud,
    queue: &Queue,
    writeback: &Writeback<D>,
    delivery: &Delivery,
) -> Result<(), WritebackError> {
    let Some(job) = &delivery.job else {
        // The queue sends it to its dead letters, where somebody looks at it.
        tracing::error!("message_that_is_no_job_left");
        return Ok(());
    };
    let done = match writeback.carry_out(job, delivery.deliveries).await? {
        Next::Report(report) => {
            report_until_accepted(cloud, &report).await;
            writeback.journal.reported(&job.id)?;
            queue.delete(delivery).await
        }
        Next::HandOver => {
            tracing::info!(job = job.id, "job_handed_over");
            queue.hand_over(delivery).await
        }
    };
    if let Err(error) = done {
        tracing::warn!(error = %error, "queue_not_told");
    }
    Ok(())
}

async fn report_until_accepted(cloud: &Cloud, report: &Report) {
    let mut pause = Duration::from_millis(200);
    loop {
        match cloud.report(report).await {
            Receipt::Final(status) => {
                tracing::info!(job = report.job, status = status.as_u16(), "outcome_reported");
                return;
            }
            Receipt::Later(status) => {
                let status = status.map(|status| status.as_u16());
                tracing::warn!(job = report.job, status, "report_not_taken");
            }
        }
        tokio::time::sleep(pause).await;
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
}

/// Outcomes of an earlier run that the cloud never heard of; their messages may never come again.
async fn report_leftovers<D: Directory>(cloud: Arc<Cloud>, writeback: Arc<Writeback<D>>) {
    for report in writeback.journal.unreported() {
        report_until_accepted(&cloud, &report).await;
        if let Err(error) = writeback.journal.reported(&report.job) {
            tracing::error!(error = %error, "journal_not_written");
        }
    }
}
