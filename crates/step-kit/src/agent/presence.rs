//! The presence of agents: which are enrolled, and which of them are alive.

use std::sync::Arc;

use api_contract::verify_code::{AgentKey, Seal};
use jiff::Timestamp;
use lambda_kit::Failure;
use store::agents::{Agents, KnownAgent};

/// The enrolled agents at one moment. Revoked agents are left out.
#[derive(Debug)]
pub struct Presence {
    agents: Arc<[KnownAgent]>,
    now: Timestamp,
}

impl Presence {
    /// Returns the presence as it was at most 5 seconds ago.
    pub async fn find(agents: &Agents, now: Timestamp) -> Result<Self, Failure> {
        Ok(Self { agents: agents.enrolled_cached(now).await?, now })
    }

    /// Returns whether no agent is alive, so that nothing can be done at once.
    pub fn all_offline(&self) -> bool {
        !self.agents.iter().any(|agent| agent.is_alive(self.now))
    }

    /// Returns the agents to seal a password to: those that are alive or, if none is, all.
    pub fn recipients(self) -> Vec<KnownAgent> {
        let all_offline = self.all_offline();
        let agents = self.agents.iter().filter(|agent| all_offline || agent.is_alive(self.now));
        agents.cloned().collect()
    }

    /// Returns the keys for a page to seal with under this binding; `None` if no agent is enrolled.
    pub fn seal(self, binding: String) -> Option<Seal> {
        let all_offline = self.all_offline();
        let agents = self.recipients().into_iter();
        let agents: Vec<AgentKey> =
            agents.map(|agent| AgentKey { id: agent.id, public_key: agent.keys.sealing_key }).collect();
        (!agents.is_empty()).then_some(Seal { binding, agents, all_offline })
    }

    /// Returns whether an agent is enrolled and not revoked.
    pub fn is_enrolled(&self, id: &str) -> bool {
        self.agents.iter().any(|agent| agent.id == id)
    }

    /// Returns whether an agent called within the last 90 seconds.
    pub fn is_alive(&self, id: &str) -> bool {
        self.agents.iter().any(|agent| agent.id == id && agent.is_alive(self.now))
    }

    /// Returns whether no agent is enrolled, so that waiting for one is of no use.
    pub fn is_empty(&self) -> bool {
        self.agents.is_empty()
    }
}
