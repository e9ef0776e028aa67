//! Takes what an agent says came of an order: signed, recorded once, however late.

mod outcome;
mod serve;

use agent_protocol::report::{REPORT_WRITEBACK_PATH, Report};
use api_contract::ProblemKind;
use domain::{JobId, Outcome, ReportOutcome, ResetId};
use jiff::Timestamp;
use lambda_kit::{AgentAnswer, AgentRequest, Failure};
use step_kit::{StepError, refused, retry, signed, verified};
use store::{
    agents::{Agents, claimed_agent},
    resets::{Loaded, Resets},
};

pub use serve::serve;

/// The id of no reset is longer.
const LONGEST_ID: usize = 64;

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
        let report =
            request.parse::<Report>().map(|report| (report.reset.len() <= LONGEST_ID).then_some(report));
        let (Some(claimed), Ok(Some(report))) = (claimed_agent(&request.token), report) else {
            verified(&self.agents, &request, REPORT_WRITEBACK_PATH, now).await?;
            request.parse::<Report>()?;
            return Err(Failure::refused(ProblemKind::StepNotAllowed));
        };
        let (agent, first) = self.verify(&request, &claimed, &ResetId(report.reset.clone()), now).await?;
        let outcome = outcome::read(report.outcome)?;
        let (reset, job) = (ResetId(report.reset), JobId(report.job));
        let mut first = Some(first);
        let recorded = retry(now, || {
            let first = first.take();
            let (reset, job, outcome, agent) = (&reset, &job, outcome.clone(), &agent);
            async move {
                let loaded = match first {
                    Some(loaded) => loaded,
                    None => self.resets.load_by_id(reset).await?,
                };
                self.record(loaded, job, outcome, agent, now).await
            }
        });
        recorded.await?;
        Ok(AgentAnswer::Taken)
    }

    /// The agent that signed the request, and the reset that it is about. Both are read before the signature is looked at,
    /// and nothing else is done with what nobody has signed.
    async fn verify(
        &self,
        request: &AgentRequest,
        claimed: &str,
        reset: &ResetId,
        now: Timestamp,
    ) -> Result<(String, Option<Loaded>), Failure> {
        let (agent, alone) = self.resets.load_for_report(&self.agents, claimed, reset).await?;
        let signed = signed(request, REPORT_WRITEBACK_PATH);
        let verified = async {
            let verified = self.agents.verify_as(agent, &signed, now).await;
            Ok(verified.map_err(|error| refused(error, request))?.id)
        };
        let loaded = async {
            Ok::<_, Failure>(match alone {
                Some(alone) => Some(self.resets.with_limits(alone).await?),
                None => None,
            })
        };
        // In this order: a signature that is wrong is found to be before anything else is asked for.
        tokio::try_join!(biased; verified, loaded)
    }

    async fn record(
        &self,
        loaded: Option<Loaded>,
        job: &JobId,
        outcome: Outcome,
        agent: &str,
        now: Timestamp,
    ) -> Result<(), StepError> {
        let unexpected = || Failure::refused(ProblemKind::StepNotAllowed);
        let loaded = loaded.ok_or_else(unexpected)?;
        match loaded.reset.report_writeback(job, outcome, agent, loaded.limits, now) {
            ReportOutcome::Recorded { reset, limits, event } => {
                self.resets.save(&loaded.versions, &reset, Some(&limits), &event, now).await?;
                Ok(())
            }
            ReportOutcome::Repeated => Ok(()),
            ReportOutcome::Unexpected => Err(unexpected().into()),
            ReportOutcome::NotSealedToAgent => {
                tracing::warn!(agent, job = job.0, "report_of_another_agents_job");
                Err(unexpected().into())
            }
        }
    }
}
