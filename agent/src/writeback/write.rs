//! Writes a change once: intent, modify, verification.

use agent_protocol::{Job, Refusal};
use fail::fail_point;

use super::{
    Disposition, Writeback, WritebackError,
    evidence::{self, Evidence},
    has_expired,
    opened_order::OpenedOrder,
    refuse, rules,
};
use crate::{
    clock,
    directory::{AccountState, Directory, DirectoryError, PasswordOutcome, WriteError},
    journal::Intent,
    lease::Lease,
};

/// The result of one attempt to write a change.
pub(super) enum WriteAttempt {
    /// The job ends with it.
    Ended(Disposition),
    /// The change was sent, and it is not known whether it was made.
    InDoubt(Intent),
}

impl<D: Directory> Writeback<D> {
    /// Writes an account that was read and checked just now.
    pub(super) async fn attempt_write(
        &self,
        job: &Job,
        order: &OpenedOrder,
        account: &AccountState,
        lease: &Lease,
    ) -> Result<WriteAttempt, WritebackError> {
        let intent = self.journal.record_intent(job, order.kind(), account, clock::now().as_second())?;
        fail_point!("intent-recorded");
        // The clock is read again, because the disk may have been slow.
        if has_expired(job) {
            return Ok(WriteAttempt::Ended(refuse(job, Refusal::JobExpired, lease)));
        }
        // The intent is resolved when the job is delivered again.
        let Ok(watchdog) = lease.arm_watchdog() else { return Ok(WriteAttempt::Ended(Disposition::Leave)) };
        fail_point!("watchdog-armed");
        let written = self.directory.write(account, order.change()).await;
        drop(watchdog);
        fail_point!("change-answered");
        match written.map_err(|error| refusal(error, order, account)) {
            Ok(()) => self.verify(job, intent, lease).await,
            Err(Some(refusal)) => Ok(WriteAttempt::Ended(refuse(job, refusal, lease))),
            Err(None) => Ok(WriteAttempt::InDoubt(intent)),
        }
    }

    /// Verifies a change that the controller confirmed: the account must show it too. No password is tried for this,
    /// because a sign-in would appear in the account's history.
    async fn verify(&self, job: &Job, intent: Intent, lease: &Lease) -> Result<WriteAttempt, WritebackError> {
        let evidence = self.evidence(&intent, None).await;
        fail_point!("change-checked");
        match evidence {
            Ok(Some(Evidence::Written)) => Ok(WriteAttempt::Ended(self.report_done(job, intent.kind)?)),
            Ok(None) => Ok(WriteAttempt::Ended(refuse(job, Refusal::AccountNotFound, lease))),
            // The read failed or contradicts the controller's answer.
            Ok(Some(Evidence::NotWritten | Evidence::Replaced)) | Err(_) => {
                tracing::warn!("change_not_confirmed");
                Ok(WriteAttempt::InDoubt(intent))
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
}

/// Returns the refusal of a change that was not made, or `None` if it may have been made.
fn refusal(error: WriteError, order: &OpenedOrder, account: &AccountState) -> Option<Refusal> {
    match error {
        WriteError::Refused(refusal) => Some(refusal),
        WriteError::PolicyRefused { is_in_history } => {
            let is_in_history = is_in_history || order.change().keeps_password();
            Some(rules::deduce_refusal(account, is_in_history, clock::now().as_second()))
        }
        WriteError::NotSent(why) => {
            tracing::error!(why, "change_not_sent");
            Some(Refusal::DirectoryUnreachable)
        }
        WriteError::Unanswered(why) => {
            tracing::error!(why, "change_not_answered");
            None
        }
    }
}
