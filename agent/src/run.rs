//! The running agent: what goes on beside what, and how it ends.

mod jobs;
mod report;
mod sign_in;
mod writer;

use std::{path::PathBuf, sync::Arc, time::Duration};

use anyhow::Context as _;
use tokio::{
    signal::unix::{SignalKind, signal},
    sync::watch,
    task::JoinSet,
};

use crate::{
    active_directory::ActiveDirectory,
    clock,
    cloud::Cloud,
    configuration::{Configuration, DirectorySettings, JobsSettings, SyncSettings},
    demonstration::Demonstration,
    directory::Directory,
    heartbeat::{self, Heartbeat, News},
    journal::Journal,
    keys::KeyRing,
    roll,
    state::State,
    status, sync,
    writeback::Writeback,
};
use jobs::Jobs;
use writer::Writer;

const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// Runs until SIGTERM or SIGINT; a job in hand is finished first, as long as that does not take too long.
pub(crate) async fn run(configuration: Configuration) -> anyhow::Result<()> {
    let (keys_dir, journal_dir) = (configuration.keys_dir(), configuration.journal_dir());
    let Configuration { state_dir, cloud, jobs, directory, sync } = configuration;
    let keys = Arc::new(KeyRing::open_to_change(&keys_dir)?);
    let opened = Journal::open(&journal_dir, clock::now().as_second());
    let journal = opened.with_context(|| format!("opening the journal in {}", journal_dir.display()))?;
    let state = Arc::new(State::default());
    let cloud = Arc::new(Cloud::new(&cloud.url, Arc::clone(&keys))?);
    let (heartbeat, news) = Heartbeat::new(Arc::clone(&cloud), Arc::clone(&state));
    let listener = status::listen(&state_dir)
        .with_context(|| format!("listening on {}", status::socket(&state_dir).display()))?;
    // Ends with the runtime.
    tokio::spawn(status::tell(listener, Arc::clone(&state)));
    let agent = Agent { cloud, keys, keys_dir, state, news, jobs, sync };
    match directory {
        DirectorySettings::ActiveDirectory(settings) => {
            agent.work(heartbeat, ActiveDirectory::new(*settings)?, journal).await
        }
        DirectorySettings::Demonstration(settings) => {
            agent.work(heartbeat, Demonstration::open(&settings)?, journal).await
        }
    }
}

/// Everything but the directory.
struct Agent {
    cloud: Arc<Cloud>,
    keys: Arc<KeyRing>,
    keys_dir: PathBuf,
    state: Arc<State>,
    news: News,
    jobs: JobsSettings,
    sync: SyncSettings,
}

impl Agent {
    async fn work<D: Directory>(
        self,
        heartbeat: Heartbeat,
        directory: D,
        journal: Journal,
    ) -> anyhow::Result<()> {
        let (keys, policy) = (Arc::clone(&self.keys), self.news.policy.clone());
        let writeback = Arc::new(Writeback::new(keys, directory, journal, policy));
        self.introduce(&writeback);
        let (stop, stopped) = watch::channel(false);
        let beside = self.start_beside(heartbeat, &writeback);
        let mut writers = self.start_writers(&writeback, &stopped);
        let failed = tokio::select! {
            () = asked_to_stop()? => None,
            ended = writers.join_next() => ended,
        };
        stop.send_replace(true);
        drop(beside);
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

    fn introduce<D>(&self, writeback: &Writeback<D>) {
        tracing::info!(version = env!("CARGO_PKG_VERSION"), agent = self.keys.agent(), "agent_started");
        let unsettled = writeback.journal.unsettled();
        if unsettled > 0 {
            tracing::warn!(count = unsettled, "intents_without_outcome_found");
        }
        self.state.note(|state| {
            self.keys.agent().clone_into(&mut state.agent);
            env!("CARGO_PKG_VERSION").clone_into(&mut state.version);
            state.started_at = clock::now().as_second();
        });
        roll::note(&self.keys, &self.state);
    }

    /// What goes on beside the jobs, until it is dropped.
    fn start_beside<D: Directory>(&self, heartbeat: Heartbeat, writeback: &Arc<Writeback<D>>) -> JoinSet<()> {
        let mut beside = JoinSet::new();
        beside.spawn(heartbeat.beat());
        let (shared, state) = (Arc::clone(writeback), Arc::clone(&self.state));
        beside.spawn(async move { heartbeat::watch_directory(&shared.directory, &state).await });
        let (cloud, keys, state) = (Arc::clone(&self.cloud), Arc::clone(&self.keys), Arc::clone(&self.state));
        let folder = self.keys_dir.clone();
        beside.spawn(async move { roll::keep_keys_fresh(&cloud, &keys, &folder, &state).await });
        let (cloud, shared) = (Arc::clone(&self.cloud), Arc::clone(writeback));
        beside.spawn(async move { report::report_leftovers(&cloud, &shared.journal).await });
        let (cloud, shared, state) =
            (Arc::clone(&self.cloud), Arc::clone(writeback), Arc::clone(&self.state));
        let (policy, settings) = (self.news.policy.clone(), self.sync);
        beside.spawn(async move {
            sync::keep_in_step(&cloud, &shared.directory, policy, settings, &state).await;
        });
        beside
    }

    fn start_writers<D: Directory>(
        &self,
        writeback: &Arc<Writeback<D>>,
        stopped: &watch::Receiver<bool>,
    ) -> JoinSet<anyhow::Result<()>> {
        let mut writers = JoinSet::new();
        for _ in 0..self.jobs.writers {
            let jobs = Jobs {
                cloud: Arc::clone(&self.cloud),
                writeback: Arc::clone(writeback),
                state: Arc::clone(&self.state),
            };
            let writer = Writer::new(jobs, self.news.clone(), self.jobs.visibility_seconds);
            writers.spawn(writer.take(stopped.clone()));
        }
        writers
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
