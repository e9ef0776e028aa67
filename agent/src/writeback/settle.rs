//! What became of a change whose answer nobody heard.

use std::time::Duration;

use agent_protocol::{Job, Outcome, Refusal};
use fail::fail_point;

use super::{
    Next, Writeback, WritebackError,
    evidence::{self, Evidence},
    has_expired, refuse,
    task::Task,
};
use crate::{
    directory::{Directory, DirectoryError, Purpose, SignIn},
    journal::{Intent, Kind},
    lease::Lease,
};

/// Clocks of cloud and controller may differ by this much (Kerberos demands no better).
const CLOCK_SKEW_SECONDS: i64 = 300;

const LONGEST_PAUSE: Duration = Duration::from_secs(5);

impl<D: Directory> Writeback<D> {
    /// After a restart: an intent stands without an outcome.
    pub(super) async fn resume(
        &self,
        job: &Job,
        intent: &Intent,
        lease: &Lease,
    ) -> Result<Next, WritebackError> {
        fail_point!("intent-found");
        self.settle(job, Task::of(job, &self.keys).as_ref(), intent, Refusal::JobExpired, lease).await
    }

    /// Finds out what became of an intent. What it is refused with where nothing was written and it is `too_late` now.
    pub(super) async fn settle(
        &self,
        job: &Job,
        task: Option<&Task>,
        intent: &Intent,
        too_late: Refusal,
        lease: &Lease,
    ) -> Result<Next, WritebackError> {
        match self.look_until_known(intent, task).await {
            None => Ok(refuse(job, Refusal::AccountNotFound, lease)),
            Some(Evidence::Written) => self.conclude(job, intent.kind),
            Some(Evidence::Replaced) => Ok(refuse(job, Refusal::JobExpired, lease)),
            Some(Evidence::NotWritten) => self.write_anew(job, task, too_late, lease).await,
        }
    }

    /// Nothing was written and nothing can be any more: the job starts over, if it still may.
    async fn write_anew(
        &self,
        job: &Job,
        task: Option<&Task>,
        too_late: Refusal,
        lease: &Lease,
    ) -> Result<Next, WritebackError> {
        let Some(task) = task.filter(|_| !has_expired(job) && !self.journal.did_newer(job)) else {
            return Ok(refuse(job, too_late, lease));
        };
        match self.look_before_writing(job, task).await {
            // Comes back here at most until the job's end.
            Ok(found) => Box::pin(self.write(job, task, found, lease)).await,
            Err(refusal) => Ok(refuse(job, refusal, lease)),
        }
    }

    /// For as long as it takes. "Not written" is believed when two looks agree, some time apart.
    async fn look_until_known(&self, intent: &Intent, task: Option<&Task>) -> Option<Evidence> {
        let mut is_second_look = false;
        let mut pause = Duration::from_millis(250);
        loop {
            match self.evidence(intent, task).await {
                Ok(Some(Evidence::NotWritten)) if !is_second_look => {
                    is_second_look = true;
                    tokio::time::sleep(self.patience.settle).await;
                }
                Ok(evidence) => return evidence,
                Err(error) => {
                    tracing::error!(error = %error, controller = intent.controller, "outcome_not_yet_known");
                    is_second_look = false;
                    tokio::time::sleep(pause).await;
                    pause = (pause * 2).min(LONGEST_PAUSE);
                }
            }
        }
    }

    /// One look, at the controller that was asked to write. `None`: the account is gone.
    pub(super) async fn evidence(
        &self,
        intent: &Intent,
        task: Option<&Task>,
    ) -> Result<Option<Evidence>, DirectoryError> {
        let Intent { account, controller, .. } = intent;
        let Some(now) = self.directory.traces(account, controller).await? else { return Ok(None) };
        let sign_in = match task.and_then(Task::new_password) {
            Some(new) if evidence::needs_sign_in(intent, now) => {
                self.directory.signs_in(account, controller, new).await?
            }
            Some(_) | None => SignIn::CannotTell,
        };
        Ok(Some(evidence::of(intent, now, sign_in)))
    }

    /// A job that was delivered before, perhaps to an agent that died after writing.
    pub(super) async fn look_for_another_agents_work(
        &self,
        job: &Job,
        kind: Kind,
        task: Option<&Task>,
    ) -> Option<Outcome> {
        let found = self.find_patiently(&job.account, Purpose::Write).await.ok()??;
        fail_point!("earlier-delivery-looked-at");
        if kind == Kind::UnlockAccount {
            return (has_expired(job) && found.lockout_time == 0)
                .then_some(Outcome::Done)
                .or_else(|| has_expired(job).then_some(Outcome::Refused { refusal: Refusal::JobExpired }));
        }
        if found.password_set_at + CLOCK_SKEW_SECONDS < job.ordered_at {
            // No password was set since the order, so no agent wrote it.
            let is_over = has_expired(job) || self.journal.did_newer(job);
            return is_over.then_some(Outcome::Refused { refusal: Refusal::JobExpired });
        }
        let tried = self.directory.signs_in(&found.id, &found.controller, task?.new_password()?).await;
        tried.is_ok_and(SignIn::is_right).then_some(Outcome::Done)
    }
}
