//! The running agent: its concurrent tasks, and how they stop.

mod backoff;
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
    breached::BreachedPasswords,
    clock,
    cloud::Cloud,
    configuration::{Configuration, DirectorySettings, JobsSettings, SyncSettings},
    demonstration::Demonstration,
    directory::Directory,
    heartbeat::{self, Heartbeat, SessionUpdates},
    journal::Journal,
    key_rotation,
    keys::KeyRing,
    state::State,
    status, sync,
    writeback::Writeback,
};
use jobs::Jobs;
use writer::Writer;

const MAX_PAUSE: Duration = Duration::from_secs(30);

/// Runs until SIGTERM or SIGINT. Finishes the jobs in progress first, but waits no longer than [`MAX_PAUSE`] for
/// them.
pub(crate) async fn run(configuration: Configuration) -> anyhow::Result<()> {
    let (keys_dir, journal_dir) = (configuration.keys_dir(), configuration.journal_dir());
    let Configuration { state_dir, cloud, jobs, directory, sync, passwords } = configuration;
    let keys = Arc::new(KeyRing::open_to_change(&keys_dir)?);
    let opened = Journal::open(&journal_dir, clock::now().as_second());
    let journal = opened.with_context(|| format!("opening the journal in {}", journal_dir.display()))?;
    let breached = BreachedPasswords::open(passwords.breached_file.as_deref())?;
    let state = Arc::new(State::default());
    state.note(|state| state.breached = breached.sets());
    let cloud = Arc::new(Cloud::new(&cloud.url, Arc::clone(&keys))?);
    let (heartbeat, updates) = Heartbeat::new(Arc::clone(&cloud), Arc::clone(&state));
    let listener = status::listen(&state_dir)
        .with_context(|| format!("listening on {}", status::socket(&state_dir).display()))?;
    // Ends with the runtime.
    tokio::spawn(status::serve(listener, Arc::clone(&state)));
    let agent = Agent { cloud, keys, keys_dir, state, updates, jobs, sync };
    match directory {
        DirectorySettings::ActiveDirectory(settings) => {
            agent.work(heartbeat, ActiveDirectory::new(*settings)?, journal, breached).await
        }
        DirectorySettings::Demonstration(settings) => {
            agent.work(heartbeat, Demonstration::open(&settings)?, journal, breached).await
        }
    }
}

/// All parts of a running agent except the directory.
struct Agent {
    cloud: Arc<Cloud>,
    keys: Arc<KeyRing>,
    keys_dir: PathBuf,
    state: Arc<State>,
    updates: SessionUpdates,
    jobs: JobsSettings,
    sync: SyncSettings,
}

impl Agent {
    async fn work<D: Directory>(
        self,
        heartbeat: Heartbeat,
        directory: D,
        journal: Journal,
        breached: BreachedPasswords,
    ) -> anyhow::Result<()> {
        let (keys, policy) = (Arc::clone(&self.keys), self.updates.policy.clone());
        let writeback = Arc::new(Writeback::new(keys, directory, journal, policy, breached));
        self.log_start(&writeback);
        let (stop, stopped) = watch::channel(false);
        let background = self.start_background_tasks(heartbeat, &writeback);
        let mut writers = self.start_writers(&writeback, &stopped);
        let failed = tokio::select! {
            () = stop_signal()? => None,
            ended = writers.join_next() => ended,
        };
        stop.send_replace(true);
        drop(background);
        let rest = async { while writers.join_next().await.is_some() {} };
        if tokio::time::timeout(MAX_PAUSE, rest).await.is_err() {
            tracing::warn!("job_left_unfinished");
        }
        tracing::info!("agent_stopped");
        match failed {
            Some(ended) => ended.context("a writer failed")?,
            None => Ok(()),
        }
    }

    fn log_start<D>(&self, writeback: &Writeback<D>) {
        tracing::info!(version = env!("CARGO_PKG_VERSION"), agent = self.keys.agent(), "agent_started");
        let in_doubt_count = writeback.journal.in_doubt_count();
        if in_doubt_count > 0 {
            tracing::warn!(count = in_doubt_count, "intents_without_outcome_found");
        }
        self.state.note(|state| {
            self.keys.agent().clone_into(&mut state.agent);
            env!("CARGO_PKG_VERSION").clone_into(&mut state.version);
            state.started_at = clock::now().as_second();
        });
        key_rotation::publish(&self.keys, &self.state);
    }

    /// Starts the tasks that run beside the jobs. Dropping the set stops them.
    fn start_background_tasks<D: Directory>(
        &self,
        heartbeat: Heartbeat,
        writeback: &Arc<Writeback<D>>,
    ) -> JoinSet<()> {
        let mut background = JoinSet::new();
        background.spawn(heartbeat.run());
        let (shared, state) = (Arc::clone(writeback), Arc::clone(&self.state));
        background.spawn(async move { heartbeat::watch_directory(&shared.directory, &state).await });
        let (cloud, keys, state) = (Arc::clone(&self.cloud), Arc::clone(&self.keys), Arc::clone(&self.state));
        let folder = self.keys_dir.clone();
        background.spawn(async move { key_rotation::rotate_when_due(&cloud, &keys, &folder, &state).await });
        let (cloud, shared) = (Arc::clone(&self.cloud), Arc::clone(writeback));
        background.spawn(async move { report::report_unreported(&cloud, &shared.journal).await });
        let (cloud, shared, state) =
            (Arc::clone(&self.cloud), Arc::clone(writeback), Arc::clone(&self.state));
        let (policy, settings) = (self.updates.policy.clone(), self.sync);
        background.spawn(async move {
            sync::sync_continuously(&cloud, &shared.directory, policy, settings, &state).await;
        });
        background
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
            let writer = Writer::new(jobs, self.updates.clone(), self.jobs.visibility_seconds);
            writers.spawn(writer.run(stopped.clone()));
        }
        writers
    }
}

fn stop_signal() -> anyhow::Result<impl Future<Output = ()>> {
    let mut terminate = signal(SignalKind::terminate()).context("listening for SIGTERM")?;
    let mut interrupt = signal(SignalKind::interrupt()).context("listening for SIGINT")?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}
