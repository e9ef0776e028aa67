//! The time while the sync has stopped: it is tried again, and administrators are notified.

use std::time::Duration;

use agent_protocol::sync::SyncRequest;
use tokio::time::Instant;

use crate::{cloud::Cloud, directory::SyncStop, state::State};

/// The time after which administrators are notified again, and after which a whole sync that removed too much is tried
/// again: it costs the controller and the cloud much more than a missing name.
const PAUSE: Duration = Duration::from_mins(5);

/// The stop of the sync, if it has stopped.
#[derive(Debug, Default)]
pub(super) struct Stop {
    current: Option<SyncStop>,
    /// The time when administrators were last notified.
    notified_at: Option<Instant>,
    /// Whether the cloud says that an administrator has accepted the loss.
    pub(super) is_loss_accepted: bool,
}

impl Stop {
    /// Returns whether trying again is of no use now.
    pub(super) fn waits_for_administrator(&self) -> bool {
        let is_loss = matches!(self.current, Some(SyncStop::TooManyLost { .. }));
        is_loss && !self.is_loss_accepted && self.is_notified()
    }

    /// Notes why the sync has stopped, for `status`, and tells administrators by the log and the cloud's alarm. The
    /// cloud finds a loss itself.
    pub(super) async fn note(&mut self, cloud: &Cloud, state: &State, fence: u64, stop: SyncStop) {
        state.note(|state| state.sync_stop = Some(stop.clone()));
        if self.current.as_ref() == Some(&stop) && self.is_notified() {
            return;
        }
        tracing::error!(reason = stop.name(), error = stop.to_string(), "sync_stopped");
        self.notified_at = Some(Instant::now());
        let reason = stop.to_report();
        self.current = Some(stop);
        let Some(reason) = reason else { return };
        if let Err(error) = cloud.sync(&SyncRequest::Stopped { fence, reason }).await {
            tracing::warn!(error = format!("{error:#}"), "sync_stop_not_reported");
        }
    }

    fn is_notified(&self) -> bool {
        self.notified_at.is_some_and(|at| at.elapsed() < PAUSE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stopped(current: SyncStop) -> Stop {
        Stop { current: Some(current), notified_at: Some(Instant::now()), is_loss_accepted: false }
    }

    #[test]
    fn lost_accounts_wait_for_an_administrator_or_five_minutes() {
        let mut stop = stopped(SyncStop::TooManyLost { lost: 3, known: 4 });
        assert!(stop.waits_for_administrator());
        stop.is_loss_accepted = true;
        assert!(!stop.waits_for_administrator());
        stop.is_loss_accepted = false;
        stop.notified_at = Instant::now().checked_sub(PAUSE);
        assert!(!stop.waits_for_administrator());
        let missing = stopped(SyncStop::BaseNotFound { name: "OU=x".to_owned() });
        assert!(!missing.waits_for_administrator(), "a missing name is looked up at once again");
    }
}
