//! Lists the agents and their state. Only administrators invoke it: it has no route.

mod serve;

use agent_protocol::session::Health;
use jiff::Timestamp;
use lambda_kit::{Failure, rfc3339};
use serde::{Deserialize, Serialize};
use store::agents::{Agents, KnownAgent};

pub use serve::serve;

#[derive(Debug)]
pub struct ListAgents {
    pub agents: Agents,
}

/// An administrator's request, which has no members: `{}`.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Request {}

/// The answer to an administrator.
#[derive(Debug, Serialize)]
pub struct Response {
    /// The agents, sorted by id.
    pub agents: Vec<Agent>,
}

/// One agent. Moments are RFC 3339, UTC.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Agent {
    /// The agent's id.
    pub id: String,
    /// Whether the agent is trusted, and called lately.
    pub state: State,
    /// The fingerprint of its keys, to be compared with the one that its host shows.
    pub fingerprint: String,
    /// The moment of its enrollment.
    pub enrolled_at: String,
    /// The moment when it got its present keys.
    pub keys_at: String,
    /// The moment when it last called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_seen: Option<String>,
    /// The moment when it was revoked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revoked_at: Option<String>,
    /// The version that it last called with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// The agent's health as last reported.
    pub health: Health,
}

/// The state of an agent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// The agent can write passwords.
    Alive,
    /// The agent calls, but reaches no domain controller.
    DirectoryAway,
    /// The agent has not called for 90 seconds.
    Away,
    /// The agent is revoked.
    Revoked,
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
