//! Carries out one job, and keeps the promise that it happens exactly once in effect.
//!
//! The order of steps is fixed. First the journal: what it knows of the job decides. Then the job's expiry. Then
//! everything that can be checked without writing: envelope, account, rules, minimum age. Then the intent goes to
//! disk, the directory is asked and read again, and the outcome goes to disk. Only then is anything reported.
//!
//! **If a change gets no answer**, it may have been made or may still be made: a controller that hangs can read the
//! request from its socket when it wakes up. Nothing is reported until the outcome is known. The agent reads the same
//! controller again and again, for as long as that takes. The job stays hidden from other agents meanwhile, and so
//! does every later order for the same account. pwdLastSet shows whether a password was set, and a bind with the new
//! password shows whose. (That bind is tried only if pwdLastSet moved, because a wrong password counts towards the
//! account's lockout.) The change counts as lost only if the controller answers on a new connection and shows the old
//! state twice, [`Timeouts::recheck_interval`] apart: everything that was ahead of these reads in the controller's
//! queue has been handled by then. The change is then written again if the job has not expired, and refused
//! otherwise, as `directory-unreachable` (or as `job-expired` after a restart). `directory-unreachable` is reported
//! at once only if the request was never sent.
//!
//! **After a crash** the queue delivers the message again and with it the envelope. An intent without an outcome is
//! resolved in the same way. **If another agent crashed**, this agent's journal has no entry. So the agent reads the
//! account before it writes a job that was delivered before; if the account already has the password, the job is
//! done. It asks the cloud first, because an outcome that another agent reported stands.
//!
//! **An agent that can show it may report "done" at any time. Only the agent that holds the lease may report that
//! nothing was done.**

mod checks;
mod evidence;
mod in_doubt;
mod job_guard;
mod opened_order;
mod outcome;
mod rules;
mod write;

use std::{
    collections::HashSet,
    sync::{Arc, Mutex},
    time::Duration,
};

use agent_protocol::{Job, Outcome, Refusal, session::AgentPolicy};

use fail::fail_point;
use tokio::sync::watch;

use crate::{
    breached::BreachedPasswords,
    clock,
    directory::Directory,
    journal::{JobRecord, Journal},
    keys::KeyRing,
    lease::Lease,
};
use job_guard::JobGuard;
pub use opened_order::OpenedOrder;
pub use outcome::Disposition;
use outcome::refuse;

pub struct Writeback<D> {
    pub(crate) directory: D,
    pub(crate) journal: Journal,
    pub(crate) keys: Arc<KeyRing>,
    /// The agent's part of the policy; `None` until the cloud has sent it.
    policy: watch::Receiver<Option<AgentPolicy>>,
    breached: BreachedPasswords,
    timeouts: Timeouts,
    /// Ids of the jobs that are being carried out.
    active_jobs: Mutex<HashSet<String>>,
}

/// The times that a writeback waits for a directory.
#[derive(Debug, Clone, Copy)]
pub struct Timeouts {
    /// The time for which the agent tries to reach the directory before it refuses the job.
    pub reach: Duration,
    /// The time between two reads that must agree that nothing was written.
    pub recheck_interval: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self { reach: Duration::from_secs(8), recheck_interval: Duration::from_secs(5) }
    }
}

/// An error that ends a job without an outcome.
#[derive(Debug, thiserror::Error)]
pub enum WritebackError {
    /// The journal could not be written, and nothing is written without it.
    #[error("the journal could not be written")]
    Journal(#[from] std::io::Error),
}

impl<D> std::fmt::Debug for Writeback<D> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Writeback").field("agent", &self.keys.agent()).finish_non_exhaustive()
    }
}

impl<D: Directory> Writeback<D> {
    /// Makes the writeback of one agent, with the default timeouts.
    pub fn new(
        keys: Arc<KeyRing>,
        directory: D,
        journal: Journal,
        policy: watch::Receiver<Option<AgentPolicy>>,
        breached: BreachedPasswords,
    ) -> Self {
        Self {
            directory,
            journal,
            keys,
            policy,
            breached,
            timeouts: Timeouts::default(),
            active_jobs: Mutex::default(),
        }
    }

    /// Returns the writeback with other timeouts than the usual ones.
    #[must_use]
    pub fn with_timeouts(self, timeouts: Timeouts) -> Self {
        Self { timeouts, ..self }
    }

    /// Waits for the first policy, without which no password can be checked. Returns `false` if none will come.
    pub(crate) async fn policy_is_known(&self) -> bool {
        self.policy.clone().wait_for(Option::is_some).await.is_ok()
    }

    /// Opens a job's order. Returns `None` if this agent cannot open it, or if its journal says that the job is done:
    /// only the outcome counts then. Call it once for each delivery, so that there is one copy of the passwords.
    pub fn open(&self, job: &Job) -> Option<OpenedOrder> {
        match self.journal.job_record(&job.id) {
            JobRecord::Done(_) => None,
            JobRecord::Intended(_) | JobRecord::Nothing => OpenedOrder::open(job, &self.keys),
        }
    }

    /// Returns whether the cloud must be asked before a job is carried out. It must if the user may have cancelled the
    /// order, if this agent cannot open it, or if an agent that had the job before may have reported an outcome. It
    /// need not if this agent's journal says that the job is done.
    pub(crate) fn must_ask_cloud(&self, job: &Job, can_open: bool, deliveries: u32) -> bool {
        match self.journal.job_record(&job.id) {
            JobRecord::Done(_) => false,
            JobRecord::Intended(_) => deliveries > 1,
            JobRecord::Nothing => deliveries > 1 || job.is_deferred || !can_open,
        }
    }

    /// Carries out one job while the lease holds. `order` is what [`Self::open`] returned. An outcome is on disk when
    /// this returns, and the passwords are wiped.
    #[tracing::instrument(skip_all, fields(job = %job.id, reset = %job.reset))]
    pub async fn carry_out(
        &self,
        job: &Job,
        order: Option<OpenedOrder>,
        deliveries: u32,
        lease: &Lease,
    ) -> Result<Disposition, WritebackError> {
        // The queue delivered the message again while its job is still in progress.
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
                self.resume(job, order.as_ref(), &intent, lease).await
            }
            JobRecord::Nothing => self.start_job(job, order, deliveries, lease).await,
        }
    }

    async fn start_job(
        &self,
        job: &Job,
        order: Option<OpenedOrder>,
        deliveries: u32,
        lease: &Lease,
    ) -> Result<Disposition, WritebackError> {
        let Some(kind) = job.order.kind() else { return Ok(Disposition::HandOver) };
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
}

fn has_expired(job: &Job) -> bool {
    clock::now().as_second() >= job.expires_at
}

#[cfg(test)]
mod tests;
