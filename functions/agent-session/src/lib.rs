//! The agents' heartbeat: records that an agent is alive and its health, and returns the part of the policy that agents
//! need and, on request, short-lived credentials for the queue of jobs.

mod serve;

use agent_protocol::session::{AGENT_SESSION_PATH, AgentPolicy, JobsQueue, Session, SessionRequest};
use jiff::Timestamp;
use lambda_kit::{AgentRequest, AgentResponse, Failure};
use step_kit::verify_signature;
use store::{
    agent_sessions::AgentSessions,
    agents::Agents,
    settings::{CurrentPolicy, Settings},
};

pub use serve::serve;

#[derive(Debug)]
pub struct AgentSession {
    pub agents: Agents,
    pub settings: Settings,
    pub sessions: AgentSessions,
    /// The address of the queue of jobs.
    pub queue: JobsQueue,
}

impl AgentSession {
    /// Verifies the signature and answers. A request without health reads only, and is no heartbeat.
    pub async fn handle(
        &self,
        request: AgentRequest,
        now: Timestamp,
    ) -> Result<AgentResponse<Session>, Failure> {
        let agent = verify_signature(&self.agents, &request, AGENT_SESSION_PATH, now).await?;
        let body: SessionRequest = request.parse()?;
        if let Some(health) = &body.health {
            self.agents.record_heartbeat(&agent.id, &body.version, health, now).await?;
            tracing::info!(agent = agent.id, directory_reachable = health.directory_reachable, "agent_seen");
        }
        let credentials =
            if body.wants_credentials { Some(self.sessions.issue(&agent.id).await?) } else { None };
        let policy = policy(&self.settings.current(now).await?);
        Ok(AgentResponse::Reply(Session { policy, queue: self.queue.clone(), credentials }))
    }
}

fn policy(current: &CurrentPolicy) -> AgentPolicy {
    let policy = &current.policy;
    AgentPolicy {
        version: current.version,
        enabled_groups: policy.scope.enabled_groups.clone(),
        excluded_groups: policy.scope.excluded_groups.clone(),
        administrator_groups: policy.scope.administrator_groups.clone(),
        banned_words: policy.passwords.banned_words.iter().map(|word| word.as_str().to_owned()).collect(),
        minimum_strength: policy.passwords.minimum_strength,
        max_loss_percent: policy.sync.max_loss_percent.get(),
        explains_ineligibility: policy.notices.ineligible,
    }
}
