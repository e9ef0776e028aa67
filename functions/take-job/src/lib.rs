//! Answers an agent that is about to carry out a deferred job, which may have been cancelled meanwhile, or that cannot
//! open a job.

mod serve;

use agent_protocol::take_job::{TAKE_JOB_PATH, TakeJob as TakeRequest, TakeJobDecision, TakeJobResponse};
use domain::{JobId, ResetId, TakeJobOutcome, TakeJobRequest};
use jiff::Timestamp;
use lambda_kit::{AgentRequest, AgentResponse, Failure};
use step_kit::{StepError, retry, verify_signature};
use store::{agents::Agents, resets::Resets};

pub use serve::serve;

#[derive(Debug)]
pub struct TakeJob {
    /// The agents: the sender, and the others that could take the job.
    pub agents: Agents,
    pub resets: Resets,
}

impl TakeJob {
    /// Verifies the signature, then decides. A repeated request gets the same answer.
    pub async fn handle(
        &self,
        request: AgentRequest,
        now: Timestamp,
    ) -> Result<AgentResponse<TakeJobResponse>, Failure> {
        let agent = verify_signature(&self.agents, &request, TAKE_JOB_PATH, now).await?.id;
        let body: TakeRequest = request.parse()?;
        let enrolled = self.agents.enrolled().await?.into_iter().map(|agent| agent.id).collect::<Vec<_>>();
        let taker =
            TakeJobRequest { agent: &agent, can_open: body.can_open, is_frozen: false, enrolled: &enrolled };
        let (reset, job) = (ResetId(body.reset), JobId(body.job));
        let answer = retry(now, || self.decide(&reset, &job, taker, now)).await?;
        Ok(AgentResponse::Reply(TakeJobResponse { answer }))
    }

    async fn decide(
        &self,
        reset: &ResetId,
        job: &JobId,
        taker: TakeJobRequest<'_>,
        now: Timestamp,
    ) -> Result<TakeJobDecision, StepError> {
        let Some(loaded) = self.resets.load_by_id(reset).await? else { return Ok(TakeJobDecision::Forget) };
        let taker = TakeJobRequest { is_frozen: loaded.limits.frozen_at.is_some(), ..taker };
        let (answer, reset, event) = match loaded.reset.take_job(job, taker, now) {
            TakeJobOutcome::Taken { reset, event } => (TakeJobDecision::CarryOut, reset, event),
            TakeJobOutcome::Withdrawn { reset, event } => (TakeJobDecision::Forget, reset, event),
            TakeJobOutcome::AlreadyTaken => return Ok(TakeJobDecision::CarryOut),
            TakeJobOutcome::LeaveToOthers => return Ok(TakeJobDecision::LeaveToOthers),
            TakeJobOutcome::Forget => return Ok(TakeJobDecision::Forget),
        };
        self.resets.save(&loaded.versions, &reset, None, &event, now).await?;
        Ok(answer)
    }
}
