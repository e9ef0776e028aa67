//! Resolves changes that are in doubt, which were sent to the directory and not answered, and writes them again if
//! nothing was written.

use std::time::Duration;

use agent_protocol::{Job, OrderKind, Outcome, Refusal};
use fail::fail_point;

use super::{
    Disposition, Writeback, WritebackError, evidence::Evidence, has_expired, opened_order::OpenedOrder,
    refuse, write::WriteAttempt,
};
use crate::{
    directory::{AccountState, Directory, PasswordOutcome, Purpose},
    journal::Intent,
    lease::Lease,
};

/// The largest difference that is allowed between the clocks of cloud and controller. Kerberos allows the same.
const CLOCK_SKEW_SECONDS: i64 = 300;

const MAX_PAUSE: Duration = Duration::from_secs(5);

/// The result of resolving a change in doubt.
enum Resolution<'a> {
    /// The job ends with it.
    Ended(Disposition),
    /// The account is as it was and stays so, and may be written again.
    NotWritten { order: &'a OpenedOrder, account: AccountState },
}

impl<D: Directory> Writeback<D> {
    /// Writes an account that was read and checked just now, and writes it again if nothing was written. This ends when
    /// the job expires, at the latest.
    pub(super) async fn write(
        &self,
        job: &Job,
        order: &OpenedOrder,
        mut account: AccountState,
        lease: &Lease,
    ) -> Result<Disposition, WritebackError> {
        loop {
            let intent = match self.attempt_write(job, order, &account, lease).await? {
                WriteAttempt::Ended(disposition) => return Ok(disposition),
                WriteAttempt::InDoubt(intent) => intent,
            };
            match self.resolve(job, Some(order), &intent, Refusal::DirectoryUnreachable, lease).await? {
                Resolution::Ended(disposition) => return Ok(disposition),
                Resolution::NotWritten { account: read_again, .. } => account = read_again,
            }
        }
    }

    /// Resolves an intent that has no outcome after a restart.
    pub(super) async fn resume(
        &self,
        job: &Job,
        order: Option<&OpenedOrder>,
        intent: &Intent,
        lease: &Lease,
    ) -> Result<Disposition, WritebackError> {
        fail_point!("intent-found");
        match self.resolve(job, order, intent, Refusal::JobExpired, lease).await? {
            Resolution::Ended(disposition) => Ok(disposition),
            Resolution::NotWritten { order, account } => self.write(job, order, account, lease).await,
        }
    }

    /// Finds out what became of an intent. If nothing was written and the job has expired, it is refused with
    /// `late_refusal`.
    async fn resolve<'a>(
        &self,
        job: &Job,
        order: Option<&'a OpenedOrder>,
        intent: &Intent,
        late_refusal: Refusal,
        lease: &Lease,
    ) -> Result<Resolution<'a>, WritebackError> {
        let refuse = |refusal| Ok(Resolution::Ended(refuse(job, refusal, lease)));
        match self.wait_for_evidence(intent, order).await {
            None => refuse(Refusal::AccountNotFound),
            Some(Evidence::Written) => Ok(Resolution::Ended(self.report_done(job, intent.kind)?)),
            Some(Evidence::Replaced) => refuse(Refusal::JobExpired),
            Some(Evidence::NotWritten) => {
                let Some(order) = order.filter(|_| !has_expired(job) && !self.journal.has_newer(job)) else {
                    return refuse(late_refusal);
                };
                match self.find_and_check(job, order).await {
                    Ok(account) => Ok(Resolution::NotWritten { order, account }),
                    Err(refusal) => refuse(refusal),
                }
            }
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
