//! Ends a job: as done, or as refused.

use agent_protocol::{Job, OrderKind, Outcome, Refusal, Report};
use fail::fail_point;

use super::{Writeback, WritebackError};
use crate::{clock, lease::Lease};

/// The next action on a job's message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Disposition {
    /// Report this until the cloud accepts it, then delete the message.
    Report(Report),
    /// Leave the job to another agent.
    HandOver,
    /// Delete the message: the order was withdrawn.
    Forget,
    /// Leave the message alone: another agent may have the job.
    Leave,
}

impl<D> Writeback<D> {
    /// Writes to disk that the job is done, and returns the report. It is on disk before it is reported.
    pub(super) fn report_done(&self, job: &Job, kind: OrderKind) -> Result<Disposition, WritebackError> {
        tracing::info!(outcome = name(&Outcome::Done), "job_outcome_known");
        fail_point!("outcome-known");
        let report = self.journal.record_done(job, kind, clock::now().as_second())?;
        fail_point!("outcome-recorded");
        Ok(Disposition::Report(report))
    }
}

/// Refuses a job, but only while the lease holds: afterwards another agent may have carried it out.
pub(super) fn refuse(job: &Job, refusal: Refusal, lease: &Lease) -> Disposition {
    if lease.remaining().is_none() {
        return Disposition::Leave;
    }
    let outcome = Outcome::Refused { refusal };
    tracing::info!(outcome = name(&outcome), "job_outcome_known");
    fail_point!("outcome-known");
    let (job, reset, at) = (job.id.clone(), job.reset.clone(), clock::now().as_second());
    Disposition::Report(Report { job, reset, at, outcome })
}

/// Returns the kind of an outcome without its details, for the log.
const fn name(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Done => "done",
        Outcome::Refused { refusal } => refusal.kind().name(),
    }
}
