//! Sends a heartbeat to the cloud every 30 seconds, and publishes what comes back: the policy, the queue, and
//! credentials for the queue, which are renewed before they expire.

use std::{error::Error as _, sync::Arc, time::Duration};

use agent_protocol::session::{
    AgentPolicy, HEARTBEAT_SECONDS, JobsQueue, QueueCredentials, Session, SessionRequest,
};
use tokio::{sync::watch, time::timeout};

use crate::{
    clock,
    cloud::{Cloud, CloudError},
    directory::Directory,
    state::{State, Step},
};

const INTERVAL: Duration = Duration::from_secs(HEARTBEAT_SECONDS);
/// The pause after a failed heartbeat: shorter than the usual interval, because users wait until the cloud gets a
/// heartbeat again.
const RETRY_INTERVAL: Duration = Duration::from_secs(5);
/// The seconds before their expiry at which credentials are renewed.
const RENEWAL_MARGIN_SECONDS: i64 = 300;
const DIRECTORY_POLL_INTERVAL: Duration = Duration::from_secs(10);
const FIRST_DIRECTORY_ANSWER_TIMEOUT: Duration = Duration::from_secs(5);

/// The answers to heartbeats. Each value is `None` until the cloud has first answered.
#[derive(Debug, Clone)]
pub struct SessionUpdates {
    /// The agents' part of the policy.
    pub policy: watch::Receiver<Option<AgentPolicy>>,
    pub queue: watch::Receiver<Option<JobsQueue>>,
    /// The credentials for the queue.
    pub credentials: watch::Receiver<Option<QueueCredentials>>,
}

/// Sends heartbeats and publishes their answers as [`SessionUpdates`].
#[derive(Debug)]
pub struct Heartbeat {
    cloud: Arc<Cloud>,
    state: Arc<State>,
    policy: watch::Sender<Option<AgentPolicy>>,
    queue: watch::Sender<Option<JobsQueue>>,
    credentials: watch::Sender<Option<QueueCredentials>>,
}

impl Heartbeat {
    /// Makes a heartbeat that has sent nothing yet, and the receiver of its answers.
    pub fn new(cloud: Arc<Cloud>, state: Arc<State>) -> (Self, SessionUpdates) {
        let (policy, queue, credentials) =
            (watch::Sender::new(None), watch::Sender::new(None), watch::Sender::new(None));
        let updates = SessionUpdates {
            policy: policy.subscribe(),
            queue: queue.subscribe(),
            credentials: credentials.subscribe(),
        };
        (Self { cloud, state, policy, queue, credentials }, updates)
    }

    /// Sends heartbeats until the future is dropped. Users see whether the directory answers, so the first heartbeat
    /// waits until that is known, and a change is sent at once.
    pub async fn run(self) {
        let mut reachable = self.state.reachable();
        let _known_or_late =
            timeout(FIRST_DIRECTORY_ANSWER_TIMEOUT, reachable.wait_for(Option::is_some)).await.is_ok();
        let mut was_answered = true;
        loop {
            reachable.mark_unchanged();
            let result = self.send().await;
            if let Err(error) = &result {
                let cause = error.source().map(ToString::to_string);
                tracing::error!(error = %error, cause, "heartbeat_failed");
            } else if !was_answered {
                tracing::info!("heartbeat_answered_again");
            }
            was_answered = result.is_ok();
            tokio::select! {
                () = tokio::time::sleep(if was_answered { INTERVAL } else { RETRY_INTERVAL }) => {}
                Ok(()) = reachable.changed(), if was_answered => {}
            }
        }
    }

    async fn send(&self) -> Result<(), CloudError> {
        let now = clock::now().as_second();
        let wants_credentials = self
            .credentials
            .borrow()
            .as_ref()
            .is_none_or(|current| current.expires_at < now + RENEWAL_MARGIN_SECONDS);
        self.state.note(|state| state.clock_ahead_seconds = self.cloud.clock_ahead_seconds());
        let health = self.state.health();
        let reports_controller = health.directory_reachable;
        let request = SessionRequest {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            wants_credentials,
            health: Some(health),
        };
        let result = self.cloud.session(&request).await;
        let problem = result.as_ref().err().map(ToString::to_string);
        self.state.note(|state| {
            state.clock_ahead_seconds = self.cloud.clock_ahead_seconds();
            state.cloud_problem = problem;
            if result.is_ok() {
                state.cloud_answered_at = Some(now);
            }
        });
        self.publish(result?);
        if reports_controller {
            self.state.note_step(Step::Heartbeat);
        }
        Ok(())
    }

    fn publish(&self, session: Session) {
        replace(&self.policy, session.policy);
        replace(&self.queue, session.queue);
        if let Some(credentials) = session.credentials {
            self.credentials.send_replace(Some(credentials));
            self.state.note_step(Step::Queue);
        }
    }
}

/// Replaces the value of a channel. Receivers are notified only if it changed.
fn replace<T: PartialEq>(current: &watch::Sender<Option<T>>, new: T) {
    current.send_if_modified(|current| {
        let is_new = current.as_ref() != Some(&new);
        *current = Some(new);
        is_new
    });
}

/// Notes whether a domain controller answers, until the future is dropped. The cloud informs users of that before they
/// prove anything.
pub async fn watch_directory<D: Directory>(directory: &D, state: &State) {
    loop {
        let result = directory.controller().await;
        if let Err(error) = &result
            && state.snapshot().directory_reachable
        {
            tracing::error!(error = %error, "directory_lost");
        }
        state.note_controller(result.ok());
        tokio::time::sleep(DIRECTORY_POLL_INTERVAL).await;
    }
}
