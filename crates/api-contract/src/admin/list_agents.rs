//! Lists the agents and their state.

use serde::{Deserialize, Serialize};
pub use vocabulary::AgentHealth;

use super::AdminStep;

#[derive(Debug)]
pub struct ListAgents;

impl AdminStep for ListAgents {
    const STEP: &'static str = "list-agents";
    type Request = Request;
    type Response = Response;
}

/// A request without members: `{}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Request {}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Response {
    /// The agents, sorted by id.
    pub agents: Vec<Agent>,
}

/// An agent that was enrolled. Times are RFC 3339, UTC.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Agent {
    /// The id that the agent was enrolled with.
    pub id: String,
    /// Whether the agent is trusted and has called recently.
    pub state: State,
    /// The fingerprint of its keys, to be compared with the one that its host shows.
    pub fingerprint: String,
    /// The time when the agent was enrolled.
    pub enrolled_at: String,
    /// The time when it got its present keys.
    pub keys_at: String,
    /// The time when it last called; absent if it never has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_seen: Option<String>,
    /// The time when it was revoked; absent if it is not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revoked_at: Option<String>,
    /// The version of its program at its last call; absent before the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// Its health as it last reported it.
    pub health: AgentHealth,
}

/// The state of an agent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// The agent can write passwords.
    Alive,
    /// The agent calls, but reaches no domain controller.
    DirectoryAway,
    /// The agent has not called for 90 seconds.
    Away,
    /// An administrator has revoked the agent. It may do nothing any more.
    Revoked,
}
