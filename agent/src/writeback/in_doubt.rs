//! Resolves changes that are in doubt: sent to the directory and not answered.

use std::time::Duration;

use agent_protocol::{Job, OrderKind, Outcome, Refusal};
use fail::fail_point;

use super::{
    Disposition, Writeback, WritebackError,
    evidence::{self, Evidence},
    has_expired,
    opened_order::OpenedOrder,
    refuse,
};
use crate::{
    directory::{Directory, DirectoryError, PasswordOutcome, Purpose},
    journal::Intent,
    lease::Lease,
};

/// The largest difference that is allowed between the clocks of cloud and controller. Kerberos allows the same.
const CLOCK_SKEW_SECONDS: i64 = 300;

const MAX_PAUSE: Duration = Duration::from_secs(5);

impl<D: Directory> Writeback<D> {
    /// Resolves an intent that has no outcome after a restart.
    pub(super) async fn resume(
        &self,
        job: &Job,
        order: Option<&OpenedOrder>,
        intent: &Intent,
        lease: &Lease,
    ) -> Result<Disposition, WritebackError> {
        fail_point!("intent-found");
        self.resolve_in_doubt(job, order, intent, Refusal::JobExpired, lease).await
    }

    /// Finds out what became of an intent. If nothing was written and the job has expired, it is refused with
    /// `late_refusal`.
    pub(super) async fn resolve_in_doubt(
        &self,
        job: &Job,
        order: Option<&OpenedOrder>,
        intent: &Intent,
        late_refusal: Refusal,
        lease: &Lease,
    ) -> Result<Disposition, WritebackError> {
        match self.wait_for_evidence(intent, order).await {
            None => Ok(refuse(job, Refusal::AccountNotFound, lease)),
            Some(Evidence::Written) => self.report_done(job, intent.kind),
            Some(Evidence::Replaced) => Ok(refuse(job, Refusal::JobExpired, lease)),
            Some(Evidence::NotWritten) => self.retry_write(job, order, late_refusal, lease).await,
        }
    }

    /// Starts the job again, if it has not expired: nothing was written, and nothing can be any more.
    async fn retry_write(
        &self,
        job: &Job,
        order: Option<&OpenedOrder>,
        late_refusal: Refusal,
        lease: &Lease,
    ) -> Result<Disposition, WritebackError> {
        let Some(order) = order.filter(|_| !has_expired(job) && !self.journal.has_newer(job)) else {
            return Ok(refuse(job, late_refusal, lease));
        };
        match self.find_and_check(job, order).await {
            // This recurs until the job expires at the latest.
            Ok(account) => Box::pin(self.write(job, order, account, lease)).await,
            Err(refusal) => Ok(refuse(job, refusal, lease)),
        }
    }

    /// Reads the account until the evidence is conclusive, however long that takes. "Not written" counts if two reads
    /// agree, some time apart. Returns `None` if the account is gone.
    async fn wait_for_evidence(&self, intent: &Intent, order: Option<&OpenedOrder>) -> Option<Evidence> {
        let mut is_second_look = false;
        let mut pause = Duration::from_millis(250);
        loop {
            match self.evidence(intent, order).await {
                Ok(Some(Evidence::NotWritten)) if !is_second_look => {
                    is_second_look = true;
                    tokio::time::sleep(self.timeouts.recheck_interval).await;
                }
                Ok(evidence) => return evidence,
                Err(error) => {
                    tracing::error!(error = %error, controller = intent.controller, "outcome_not_yet_known");
                    is_second_look = false;
                    tokio::time::sleep(pause).await;
                    pause = (pause * 2).min(MAX_PAUSE);
                }
            }
        }
    }

    /// Reads the account once, on the controller that was asked to write. Returns `None` if the account is gone.
    pub(super) async fn evidence(
        &self,
        intent: &Intent,
        order: Option<&OpenedOrder>,
    ) -> Result<Option<Evidence>, DirectoryError> {
        let Intent { account, controller, .. } = intent;
        let Some(now) = self.directory.password_state(account, controller).await? else { return Ok(None) };
        let sign_in = match order.and_then(OpenedOrder::new_password) {
            Some(new) if evidence::needs_password_trial(intent, now) => {
                self.directory.try_password(account, controller, new).await?
            }
            Some(_) | None => PasswordOutcome::CannotTell,
        };
        Ok(Some(evidence::assess(intent, now, sign_in)))
    }

    /// Returns the outcome of a job that was delivered before, perhaps to an agent that died after writing; `None` if
    /// it must still be carried out or if the outcome cannot be found out.
    pub(super) async fn earlier_outcome(
        &self,
        job: &Job,
        kind: OrderKind,
        order: Option<&OpenedOrder>,
    ) -> Option<Outcome> {
        let account = self.find_with_retries(&job.account, Purpose::Write).await.ok()??;
        fail_point!("earlier-delivery-checked");
        if kind == OrderKind::UnlockAccount {
            return (has_expired(job) && account.lockout_time == 0)
                .then_some(Outcome::Done)
                .or_else(|| has_expired(job).then_some(Outcome::Refused { refusal: Refusal::JobExpired }));
        }
        if account.password_set_at + CLOCK_SKEW_SECONDS < job.ordered_at {
            // No password was set after the order, so no agent wrote it.
            let is_over = has_expired(job) || self.journal.has_newer(job);
            return is_over.then_some(Outcome::Refused { refusal: Refusal::JobExpired });
        }
        let tried =
            self.directory.try_password(&account.id, &account.controller, order?.new_password()?).await;
        tried.is_ok_and(PasswordOutcome::is_right).then_some(Outcome::Done)
    }
}
