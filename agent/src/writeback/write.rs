//! Writes a change: intent, modify, verification, outcome.

use agent_protocol::{Job, Refusal};
use fail::fail_point;

use super::{
    Disposition, Writeback, WritebackError, evidence::Evidence, has_expired, opened_order::OpenedOrder,
    refuse, rules,
};
use crate::{
    clock,
    directory::{AccountState, Directory, WriteError},
    journal::Intent,
    lease::Lease,
};

impl<D: Directory> Writeback<D> {
    /// Writes an account that was read and checked just now.
    pub(super) async fn write(
        &self,
        job: &Job,
        order: &OpenedOrder,
        account: AccountState,
        lease: &Lease,
    ) -> Result<Disposition, WritebackError> {
        let intent = self.journal.record_intent(job, order.kind(), &account, clock::now().as_second())?;
        fail_point!("intent-recorded");
        // The clock is read again, because the disk may have been slow.
        if has_expired(job) {
            return Ok(refuse(job, Refusal::JobExpired, lease));
        }
        // The intent is resolved when the job is delivered again.
        let Ok(watchdog) = lease.arm_watchdog() else { return Ok(Disposition::Leave) };
        fail_point!("watchdog-armed");
        let written = self.directory.write(&account, order.change()).await;
        drop(watchdog);
        fail_point!("change-answered");
        match written {
            Ok(()) => self.verify(job, order, &intent, lease).await,
            Err(WriteError::Refused(refusal)) => Ok(refuse(job, refusal, lease)),
            Err(WriteError::PolicyRefused { is_in_history }) => {
                let is_in_history = is_in_history || order.change().keeps_password();
                let refusal = rules::deduce_refusal(&account, is_in_history, clock::now().as_second());
                Ok(refuse(job, refusal, lease))
            }
            Err(WriteError::NotSent(why)) => {
                tracing::error!(why, "change_not_sent");
                Ok(refuse(job, Refusal::DirectoryUnreachable, lease))
            }
            Err(WriteError::Unanswered(why)) => {
                tracing::error!(why, "change_not_answered");
                self.resolve_in_doubt(job, Some(order), &intent, Refusal::DirectoryUnreachable, lease).await
            }
        }
    }

    /// Verifies a change that the controller confirmed: the account must show it too. No password is tried for this,
    /// because a sign-in would appear in the account's history.
    async fn verify(
        &self,
        job: &Job,
        order: &OpenedOrder,
        intent: &Intent,
        lease: &Lease,
    ) -> Result<Disposition, WritebackError> {
        let evidence = self.evidence(intent, None).await;
        fail_point!("change-checked");
        match evidence {
            Ok(Some(Evidence::Written)) => self.report_done(job, intent.kind),
            Ok(None) => Ok(refuse(job, Refusal::AccountNotFound, lease)),
            // The read failed or contradicts the controller's answer.
            Ok(Some(Evidence::NotWritten | Evidence::Replaced)) | Err(_) => {
                tracing::warn!("change_not_confirmed");
                self.resolve_in_doubt(job, Some(order), intent, Refusal::DirectoryUnreachable, lease).await
            }
        }
    }
}
