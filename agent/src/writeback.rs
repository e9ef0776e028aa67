//! One job, from the queue's message to the report of what came of it.
//!
//! Exactly once in effect. The order of things is: what the journal knows of the job decides first; then the job's own
//! end, then what can be known without writing (envelope, account, rules, minimum age); then the intent goes to disk,
//! the directory is asked, looked at, and the outcome goes to disk. Only then is anything reported.
//!
//! **When the answer to a change does not come**, the change may have been made, or may yet be: a controller that hangs
//! can still read the request from its socket when it wakes. Nothing is then said until it is known. The same
//! controller is looked at again and again, for as long as it takes (the job stays hidden from other agents, and with it
//! every later order for the same account): pwdLastSet tells whether a password was set, and a bind with the new one whose
//! (tried only then: a wrong password would count towards the account's lockout). Only
//! when the controller answers on a new connection, and shows the old state twice, [`Timeouts::recheck_interval`] apart, is the
//! change taken as lost for good: what was ahead of those looks in the controller's queue has been dealt with. It is then
//! written anew if the job still lives, or else refused as `directory-unreachable` (or `job-expired` after a restart).
//! `directory-unreachable` is said at once only where the request never left.
//!
//! **After a crash** the redelivered message brings the envelope again, and an intent without outcome is settled in the
//! same way. **Another agent's crash** leaves no journal here: a job that was delivered before is looked at before it is
//! written, and one whose password is already right is done. The cloud is asked before that: what an agent told of it stands.
//!
//! **"Done" may be said at any time, by whoever can show it; that nothing was done, only by who holds the job.**

mod evidence;
mod in_doubt;
mod opened_order;
mod rules;
mod write;

use std::{
    collections::HashSet,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use agent_protocol::{Job, Outcome, Refusal, Report, session::AgentPolicy};

use fail::fail_point;
use tokio::sync::watch;

use crate::{
    clock,
    directory::{AccountState, Directory, DirectoryError, Purpose},
    journal::{JobRecord, Journal, OrderKind},
    keys::KeyRing,
    lease::Lease,
};
use opened_order::OpenedOrder;

/// Carries out jobs against one directory.
pub struct Writeback<D> {
    pub(crate) directory: D,
    pub(crate) journal: Journal,
    pub(crate) keys: Arc<KeyRing>,
    /// Nothing until the administrator's policy was read.
    policy: watch::Receiver<Option<AgentPolicy>>,
    timeouts: Timeouts,
    /// Ids of the jobs that are being carried out.
    active_jobs: Mutex<HashSet<String>>,
}

/// How long to wait for a directory.
#[derive(Debug, Clone, Copy)]
pub struct Timeouts {
    /// For one that cannot be reached, before saying so.
    pub reach: Duration,
    /// Between two looks that must agree that nothing was written.
    pub recheck_interval: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self { reach: Duration::from_secs(8), recheck_interval: Duration::from_secs(5) }
    }
}

/// What is to be done with a job's message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Disposition {
    /// Report until the cloud accepts, then delete.
    Report(Report),
    /// Leave it to another agent.
    HandOver,
    /// Nobody wants it any more: delete it.
    Forget,
    /// It may be another agent's already: leave it alone.
    Leave,
}

/// Why a job ended without an outcome.
#[derive(Debug, thiserror::Error)]
pub enum WritebackError {
    /// Without a journal nothing is written.
    #[error("the journal could not be written")]
    Journal(#[from] std::io::Error),
}

impl<D> std::fmt::Debug for Writeback<D> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Writeback").field("agent", &self.keys.agent()).finish_non_exhaustive()
    }
}

impl<D: Directory> Writeback<D> {
    /// An agent's own.
    pub fn new(
        keys: Arc<KeyRing>,
        directory: D,
        journal: Journal,
        policy: watch::Receiver<Option<AgentPolicy>>,
    ) -> Self {
        Self {
            directory,
            journal,
            keys,
            policy,
            timeouts: Timeouts::default(),
            active_jobs: Mutex::default(),
        }
    }

    /// With other waiting times.
    #[must_use]
    pub fn with_timeouts(self, timeouts: Timeouts) -> Self {
        Self { timeouts, ..self }
    }

    /// Waits for the first policy: before that no password can be judged. False where none will ever come.
    pub(crate) async fn policy_is_known(&self) -> bool {
        self.policy.clone().wait_for(Option::is_some).await.is_ok()
    }

    /// Whether the cloud has to be asked before a job is carried out: the person may have cancelled it, it is for other
    /// agents, or one that had it before may have told what came of it. What was done here needs no question.
    pub(crate) fn must_ask_cloud(&self, job: &Job, deliveries: u32) -> bool {
        match self.journal.job_record(&job.id) {
            JobRecord::Done(_) => false,
            JobRecord::Intended(_) => deliveries > 1,
            JobRecord::Nothing => deliveries > 1 || job.is_deferred || !self.can_open(job),
        }
    }

    /// Whether this agent can carry a job out.
    pub(crate) fn can_open(&self, job: &Job) -> bool {
        OpenedOrder::open(job, &self.keys).is_some()
    }

    /// Carries one job out, as long as the lease holds; the answer is on disk when this returns.
    #[tracing::instrument(skip_all, fields(job = %job.id, reset = %job.reset))]
    pub async fn carry_out(
        &self,
        job: &Job,
        deliveries: u32,
        lease: &Lease,
    ) -> Result<Disposition, WritebackError> {
        // A message that comes again while its job takes long: whoever has it goes on.
        let Some(_guard) = JobGuard::acquire(&self.active_jobs, &job.id) else {
            return Ok(Disposition::Leave);
        };
        match self.journal.job_record(&job.id) {
            JobRecord::Done(report) => {
                tracing::info!("job_answered_from_journal");
                fail_point!("journal-answered");
                Ok(Disposition::Report(report))
            }
            JobRecord::Intended(intent) => {
                tracing::warn!("intent_without_outcome_found");
                self.resume(job, &intent, lease).await
            }
            JobRecord::Nothing => self.start_job(job, deliveries, lease).await,
        }
    }

    async fn start_job(
        &self,
        job: &Job,
        deliveries: u32,
        lease: &Lease,
    ) -> Result<Disposition, WritebackError> {
        let Some(kind) = OrderKind::from_order(&job.order) else { return Ok(Disposition::HandOver) };
        let order = OpenedOrder::open(job, &self.keys);
        let is_over = has_expired(job) || self.journal.has_newer(job);
        if deliveries <= 1 && is_over {
            return Ok(refuse(job, Refusal::JobExpired, lease));
        }
        if deliveries > 1 {
            match self.earlier_outcome(job, kind, order.as_ref()).await {
                Some(Outcome::Done) => return self.report_done(job, kind),
                Some(Outcome::Refused { refusal }) => return Ok(refuse(job, refusal, lease)),
                None if is_over => return Ok(Disposition::HandOver),
                None => {}
            }
        }
        match order {
            None => Ok(Disposition::HandOver),
            Some(order) => match self.find_and_check(job, &order).await {
                Ok(account) => self.write(job, &order, account, lease).await,
                Err(refusal) => Ok(refuse(job, refusal, lease)),
            },
        }
    }

    /// What can be known without writing.
    async fn find_and_check(&self, job: &Job, order: &OpenedOrder) -> Result<AccountState, Refusal> {
        let account = self.find_with_retries(&job.account, order.purpose()).await.map_err(|error| {
            tracing::error!(error = %error, "account_not_read");
            error.refusal()
        })?;
        fail_point!("account-found");
        let account = account.ok_or(Refusal::AccountNotFound)?;
        self.check_rules(order, &account)?;
        fail_point!("task-judged");
        Ok(account)
    }

    fn check_rules(&self, order: &OpenedOrder, account: &AccountState) -> Result<(), Refusal> {
        rules::check_account(account)?;
        match order {
            OpenedOrder::Unlock => Ok(()),
            OpenedOrder::Set { new } => self.check_password(new, account),
            OpenedOrder::Change { new, .. } => {
                rules::check_spare_attempts(account)?;
                self.check_password(new, account)
            }
        }
    }

    fn check_password(&self, password: &str, account: &AccountState) -> Result<(), Refusal> {
        let words = self.policy.borrow().as_ref().map(|policy| policy.banned_words.clone());
        rules::check_password(password, account, words.unwrap_or_default(), clock::now().as_second())
    }

    async fn find_with_retries(
        &self,
        account: &str,
        purpose: Purpose,
    ) -> Result<Option<AccountState>, DirectoryError> {
        let attempts = async {
            loop {
                match self.directory.find(account, purpose).await {
                    Err(DirectoryError::Unreachable(why)) => tracing::warn!(why, "directory_not_reached"),
                    answer => return answer,
                }
                tokio::time::sleep(Duration::from_millis(500)).await;
            }
        };
        let late = || DirectoryError::Unreachable("not in time".to_owned());
        tokio::time::timeout(self.timeouts.reach, attempts).await.unwrap_or_else(|_| Err(late()))
    }

    /// It was done; that goes to disk before anybody hears of it.
    fn report_done(&self, job: &Job, kind: OrderKind) -> Result<Disposition, WritebackError> {
        tracing::info!(outcome = name(&Outcome::Done), "job_settled");
        fail_point!("outcome-known");
        let report = self.journal.record_done(job, kind, clock::now().as_second())?;
        fail_point!("outcome-recorded");
        Ok(Disposition::Report(report))
    }
}

/// Only who still holds the job may say that it was not done: another agent may have done it meanwhile.
fn refuse(job: &Job, refusal: Refusal, lease: &Lease) -> Disposition {
    if lease.remaining().is_none() {
        return Disposition::Leave;
    }
    let outcome = Outcome::Refused { refusal };
    tracing::info!(outcome = name(&outcome), "job_settled");
    fail_point!("outcome-known");
    let (job, reset, at) = (job.id.clone(), job.reset.clone(), clock::now().as_second());
    Disposition::Report(Report { job, reset, at, outcome })
}

/// A job that is being carried out, until it is dropped.
struct JobGuard<'a> {
    jobs: &'a Mutex<HashSet<String>>,
    job: &'a str,
}

impl<'a> JobGuard<'a> {
    /// Nothing where it is in hand already.
    fn acquire(jobs: &'a Mutex<HashSet<String>>, job: &'a str) -> Option<Self> {
        let is_new = jobs.lock().unwrap_or_else(PoisonError::into_inner).insert(job.to_owned());
        is_new.then_some(Self { jobs, job })
    }
}

impl Drop for JobGuard<'_> {
    fn drop(&mut self) {
        self.jobs.lock().unwrap_or_else(PoisonError::into_inner).remove(self.job);
    }
}

fn has_expired(job: &Job) -> bool {
    clock::now().as_second() >= job.expires_at
}

/// The kind only, for the log.
fn name(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Done => "done".to_owned(),
        Outcome::Refused { refusal } => {
            let kind = serde_json::to_value(refusal)
                .ok()
                .and_then(|value| Some(value.get("kind")?.as_str()?.to_owned()));
            kind.unwrap_or_default()
        }
    }
}

#[cfg(test)]
mod tests;
