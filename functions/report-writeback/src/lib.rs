//! Takes an agent's report on an order: signed, recorded once, however late.

mod outcome;
mod serve;

use agent_protocol::report::{REPORT_WRITEBACK_PATH, Report};
use api_contract::ProblemKind;
use domain::{JobId, Outcome, ReportOutcome, ResetId};
use jiff::Timestamp;
use lambda_kit::{AgentRequest, AgentResponse, Failure};
use step_kit::{StepError, retry_loaded, signature_failure, signed_request, verify_signature};
use store::{
    agents::{Agents, claimed_agent},
    resets::{LoadedReset, Resets},
};

pub use serve::serve;

/// The maximum length of a reset's id.
const MAX_ID_CHARACTERS: usize = 64;

#[derive(Debug)]
pub struct ReportWriteback {
    pub agents: Agents,
    pub resets: Resets,
}

impl ReportWriteback {
    /// Verifies the signature, then records the outcome of the job that the reset waits for. A repeated report gets the
    /// same answer. A report that no reset waits for is answered `step-not-allowed`, and the agent forgets it.
    pub async fn handle(&self, request: AgentRequest, now: Timestamp) -> Result<AgentResponse<()>, Failure> {
        let report = request
            .parse::<Report>()
            .map(|report| (report.reset.len() <= MAX_ID_CHARACTERS).then_some(report));
        let (Some(claimed), Ok(Some(report))) = (claimed_agent(&request.token), report) else {
            verify_signature(&self.agents, &request, REPORT_WRITEBACK_PATH, now).await?;
            request.parse::<Report>()?;
            return Err(Failure::refused(ProblemKind::StepNotAllowed));
        };
        let (reset, job) = (ResetId(report.reset), JobId(report.job));
        let (agent, loaded) = self.verify(&request, &claimed, &reset, now).await?;
        let outcome = outcome::read(report.outcome)?;
        let load = || self.resets.load_by_id(&reset);
        let record = |loaded| self.record(loaded, &job, outcome.clone(), &agent, now);
        retry_loaded(now, loaded, load, record).await?;
        Ok(AgentResponse::NoContent)
    }

    /// Returns the agent that signed the request, and the reset that the request names. Both are read before the
    /// signature is verified; nothing else is done with an unverified request.
    async fn verify(
        &self,
        request: &AgentRequest,
        claimed: &str,
        reset: &ResetId,
        now: Timestamp,
    ) -> Result<(String, Option<LoadedReset>), Failure> {
        let (agent, versioned) = self.resets.load_for_report(&self.agents, claimed, reset).await?;
        let signed_request = signed_request(request, REPORT_WRITEBACK_PATH);
        let verified = async {
            let verified = self.agents.verify_loaded(agent, &signed_request, now).await;
            Ok(verified.map_err(|error| signature_failure(error, request))?.id)
        };
        let loaded = async {
            Ok::<_, Failure>(match versioned {
                Some(versioned) => Some(self.resets.with_limits(versioned).await?),
                None => None,
            })
        };
        // In this order, so that a wrong signature is found before anything else is loaded.
        tokio::try_join!(biased; verified, loaded)
    }

    async fn record(
        &self,
        loaded: Option<LoadedReset>,
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
