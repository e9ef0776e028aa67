//! Takes what an agent says came of an order: signed, recorded once, however late.

mod outcome;
mod serve;

use agent_protocol::report::{REPORT_WRITEBACK_PATH, Report};
use api_contract::ProblemKind;
use cloud::{agents::Agents, resets::Resets};
use jiff::Timestamp;
use lambda_kit::{AgentAnswer, AgentRequest, Failure};
use reset_domain::{JobId, Outcome, Reported, ResetId};
use step_kit::{StepError, retry, verified};

pub use serve::serve;

/// What the step needs.
#[derive(Debug)]
pub struct ReportWriteback {
    /// Whose signature counts.
    pub agents: Agents,
    /// The orders.
    pub resets: Resets,
}

impl ReportWriteback {
    /// Verifies the signature, then records the outcome of the job that the reset waits for. A repeated report is taken
    /// again; one that no reset waits for is answered `step-not-allowed`, and the agent forgets it.
    pub async fn handle(&self, request: AgentRequest, now: Timestamp) -> Result<AgentAnswer<()>, Failure> {
        let agent = verified(&self.agents, &request, REPORT_WRITEBACK_PATH, now).await?.id;
        let report: Report = request.parse()?;
        let outcome = outcome::read(report.outcome)?;
        let (reset, job) = (ResetId(report.reset), JobId(report.job));
        retry(now, || self.record(&reset, &job, outcome.clone(), &agent, now)).await?;
        Ok(AgentAnswer::Taken)
    }

    async fn record(
        &self,
        reset: &ResetId,
        job: &JobId,
        outcome: Outcome,
        agent: &str,
        now: Timestamp,
    ) -> Result<(), StepError> {
        let unexpected = || Failure::refused(ProblemKind::StepNotAllowed);
        let loaded = self.resets.load(reset).await?.ok_or_else(unexpected)?;
        match loaded.reset.report_writeback(job, outcome, agent, loaded.limits, now) {
            Reported::Recorded { reset, limits, event } => {
                self.resets.save(&loaded.versions, &reset, Some(&limits), &event, now).await?;
                Ok(())
            }
            Reported::Repeated => Ok(()),
            Reported::Unexpected => Err(unexpected().into()),
            Reported::OfAnother => {
                tracing::warn!(agent, job = job.0, "report_of_another_agents_job");
                Err(unexpected().into())
            }
        }
    }
}
