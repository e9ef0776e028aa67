//! An agent asks before it carries out a job that was let wait, which may have been cancelled meanwhile, and what to do
//! with one that it cannot open.

mod serve;

use agent_protocol::take_job::{TAKE_JOB_PATH, TakeJob as Asked, TakeJobDecision, TakeJobResponse};
use domain::{JobId, ResetId, TakeJobOutcome, TakeJobRequest};
use jiff::Timestamp;
use lambda_kit::{AgentAnswer, AgentRequest, Failure};
use step_kit::{StepError, retry, verified};
use store::{agents::Agents, resets::Resets};

pub use serve::serve;

/// What the step needs.
#[derive(Debug)]
pub struct TakeJob {
    /// Whose signature counts, and who else there is.
    pub agents: Agents,
    /// The orders.
    pub resets: Resets,
}

impl TakeJob {
    /// Verifies the signature, then decides. A repeated question is answered alike.
    pub async fn handle(
        &self,
        request: AgentRequest,
        now: Timestamp,
    ) -> Result<AgentAnswer<TakeJobResponse>, Failure> {
        let agent = verified(&self.agents, &request, TAKE_JOB_PATH, now).await?.id;
        let asked: Asked = request.parse()?;
        let enrolled = self.agents.enrolled().await?.into_iter().map(|agent| agent.id).collect::<Vec<_>>();
        let take_request =
            TakeJobRequest { agent: &agent, can_open: asked.can_open, is_frozen: false, enrolled: &enrolled };
        let (reset, job) = (ResetId(asked.reset), JobId(asked.job));
        let answer = retry(now, || self.decide(&reset, &job, take_request, now)).await?;
        Ok(AgentAnswer::Reply(TakeJobResponse { answer }))
    }

    async fn decide(
        &self,
        reset: &ResetId,
        job: &JobId,
        take_request: TakeJobRequest<'_>,
        now: Timestamp,
    ) -> Result<TakeJobDecision, StepError> {
        let Some(loaded) = self.resets.load_by_id(reset).await? else { return Ok(TakeJobDecision::Forget) };
        let take_request = TakeJobRequest { is_frozen: loaded.limits.frozen_at.is_some(), ..take_request };
        let (answer, reset, event) = match loaded.reset.take_job(job, take_request, now) {
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
