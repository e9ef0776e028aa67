//! Lists the agents and their state. Only administrators invoke it: it has no route.

mod serve;

use api_contract::admin::list_agents::{Agent, Request, Response, State};
use jiff::Timestamp;
use lambda_kit::{Failure, rfc3339};
use store::agents::{Agents, KnownAgent};

pub use serve::serve;

#[derive(Debug)]
pub struct ListAgents {
    pub agents: Agents,
}

impl ListAgents {
    /// Lists all agents, revoked ones too.
    pub async fn handle(&self, _request: Request, now: Timestamp) -> Result<Response, Failure> {
        let agents = self.agents.list().await?;
        Ok(Response { agents: agents.into_iter().map(|agent| agent_response(agent, now)).collect() })
    }
}

fn agent_response(agent: KnownAgent, now: Timestamp) -> Agent {
    Agent {
        state: state(&agent, now),
        fingerprint: agent.keys.fingerprint(),
        id: agent.id,
        enrolled_at: rfc3339(agent.enrolled_at),
        keys_at: rfc3339(agent.keys_at),
        last_seen: agent.last_seen.map(rfc3339),
        revoked_at: agent.revoked_at.map(rfc3339),
        version: agent.agent_version,
        health: agent.health,
    }
}

fn state(agent: &KnownAgent, now: Timestamp) -> State {
    if agent.revoked_at.is_some() {
        State::Revoked
    } else if agent.can_write(now) {
        State::Alive
    } else if agent.is_alive(now) {
        State::DirectoryAway
    } else {
        State::Away
    }
}
