//! Reports outcomes until the cloud accepts them.

use std::time::Duration;

use agent_protocol::{Outcome, Report};

use super::{MAX_PAUSE, backoff::with_jitter, jobs::Jobs};
use crate::{
    cloud::{Cloud, Receipt},
    directory::Directory,
    journal::Journal,
    lease::Lease,
};

/// The pause after the first failed report. Each further pause is twice as long.
pub(super) const FIRST_PAUSE: Duration = Duration::from_millis(200);
/// The time between the last attempt to report and the moment when the lease watchdog would end the process.
const WATCHDOG_MARGIN: Duration = Duration::from_millis(100);

impl<D: Directory> Jobs<D> {
    /// Reports an outcome until the cloud accepts it. "Done" may be reported at any time. A refusal is reported only
    /// while the lease holds; returns `false` if it does not, because another agent may have the job then.
    pub(super) async fn report(&self, report: &Report, lease: &Lease) -> bool {
        if report.outcome == Outcome::Done {
            report_until_accepted(&self.cloud, report).await;
            return true;
        }
        let mut pause = FIRST_PAUSE;
        while let Some(time) = lease.remaining().and_then(|left| left.checked_sub(WATCHDOG_MARGIN)) {
            let Ok(watchdog) = lease.arm_watchdog() else { return false };
            if tokio::time::timeout(time, send_report(&self.cloud, report)).await == Ok(true) {
                return true;
            }
            drop(watchdog);
            tokio::time::sleep(with_jitter(pause)).await;
            pause = (pause * 2).min(MAX_PAUSE);
        }
        false
    }
}

async fn report_until_accepted(cloud: &Cloud, report: &Report) {
    let mut pause = FIRST_PAUSE;
    while !send_report(cloud, report).await {
        tokio::time::sleep(with_jitter(pause)).await;
        pause = (pause * 2).min(MAX_PAUSE);
    }
}

/// Sends a report once and returns whether the cloud accepted it.
async fn send_report(cloud: &Cloud, report: &Report) -> bool {
    match cloud.report(report).await {
        Receipt::Final(status) => {
            tracing::info!(job = report.job, status = status.as_u16(), "outcome_reported");
            true
        }
        Receipt::Later(status) => {
            let status = status.map(|status| status.as_u16());
            tracing::warn!(job = report.job, status, "report_not_taken");
            false
        }
    }
}

/// Reports the outcomes that an earlier run reached and did not report. The messages of these jobs may never be
/// delivered again.
pub(super) async fn report_unreported(cloud: &Cloud, journal: &Journal) {
    for report in journal.unreported() {
        report_until_accepted(cloud, &report).await;
        if let Err(error) = journal.record_reported(&report.job) {
            tracing::error!(error = %error, "journal_not_written");
        }
    }
}
