//! Which agents there are, and how they are. Invoked by administrators only: no route leads here.

mod serve;

use agent_protocol::session::Health;
use jiff::Timestamp;
use lambda_kit::{Failure, rfc3339};
use serde::{Deserialize, Serialize};
use store::agents::{Agents, KnownAgent};

pub use serve::serve;

/// What the step needs.
#[derive(Debug)]
pub struct ListAgents {
    /// Who is enrolled.
    pub agents: Agents,
}

/// Nothing to say: `{}`.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asked {}

/// What an administrator is told.
#[derive(Debug, Serialize)]
pub struct Told {
    /// By id.
    pub agents: Vec<Agent>,
}

/// One agent. Moments are RFC 3339, UTC.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Agent {
    /// Its id.
    pub id: String,
    /// Whether it is trusted and called lately.
    pub state: State,
    /// To compare with what its host shows.
    pub fingerprint: String,
    /// When it was enrolled.
    pub enrolled_at: String,
    /// When it got its present keys.
    pub keys_at: String,
    /// When it last called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_seen: Option<String>,
    /// When it was revoked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revoked_at: Option<String>,
    /// The version that it last called with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// What it last told of itself.
    pub health: Health,
}

/// How an agent stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// It can write.
    Alive,
    /// It calls, but reaches no domain controller.
    DirectoryAway,
    /// It has not called for 90 seconds.
    Away,
    /// It is trusted no more.
    Revoked,
}

impl ListAgents {
    /// All of them, revoked ones too.
    pub async fn handle(&self, _asked: Asked, now: Timestamp) -> Result<Told, Failure> {
        let known = self.agents.list().await?;
        Ok(Told { agents: known.into_iter().map(|agent| shown(agent, now)).collect() })
    }
}

fn shown(agent: KnownAgent, now: Timestamp) -> Agent {
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
