//! Which agents there are, and which of them are there.

use std::sync::Arc;

use api_contract::verify_code::{AgentKey, Seal};
use jiff::Timestamp;
use lambda_kit::Failure;
use store::agents::{Agents, KnownAgent};

/// The enrolled agents at one moment. Those that are revoked are none.
#[derive(Debug)]
pub struct Presence {
    agents: Arc<[KnownAgent]>,
    now: Timestamp,
}

impl Presence {
    /// As it was some seconds ago at most.
    pub async fn find(agents: &Agents, now: Timestamp) -> Result<Self, Failure> {
        Ok(Self { agents: agents.present(now).await?, now })
    }

    /// Whether all are away, so that nothing can be done at once.
    pub fn all_offline(&self) -> bool {
        !self.agents.iter().any(|agent| agent.is_alive(self.now))
    }

    /// Whom a password is to be sealed to: those that are alive, or, where all are away, the last known keys.
    pub fn recipients(self) -> Vec<KnownAgent> {
        let all_offline = self.all_offline();
        let wanted = self.agents.iter().filter(|agent| all_offline || agent.is_alive(self.now));
        wanted.cloned().collect()
    }

    /// What a page seals with, under this binding; nothing where there is no agent.
    pub fn seal(self, binding: String) -> Option<Seal> {
        let all_offline = self.all_offline();
        let agents = self.recipients().into_iter();
        let agents: Vec<AgentKey> =
            agents.map(|agent| AgentKey { id: agent.id, public_key: agent.keys.sealing_key }).collect();
        (!agents.is_empty()).then_some(Seal { binding, agents, all_offline })
    }

    /// Whether an agent is enrolled.
    pub fn is_enrolled(&self, id: &str) -> bool {
        self.agents.iter().any(|agent| agent.id == id)
    }

    /// Whether an agent is alive.
    pub fn is_alive(&self, id: &str) -> bool {
        self.agents.iter().any(|agent| agent.id == id && agent.is_alive(self.now))
    }

    /// Whether there is no agent at all, so that waiting for one is of no use.
    pub fn is_empty(&self) -> bool {
        self.agents.is_empty()
    }
}
