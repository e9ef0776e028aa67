//! Revokes an agent, at once and permanently.

use serde::{Deserialize, Serialize};

use super::AdminStep;

#[derive(Debug)]
pub struct RevokeAgent;

impl AdminStep for RevokeAgent {
    const STEP: &'static str = "revoke-agent";
    type Request = Request;
    type Response = Response;
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Request {
    /// The id of the agent to revoke.
    pub agent: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Response {
    /// The agent is revoked.
    Revoked {
        /// The id of the revoked agent.
        agent: String,
        /// Whether it had been revoked before, so that nothing changed.
        before: bool,
    },
    /// The agent is not revoked.
    Refused { refused: Refusal },
}

/// The reason why an agent is not revoked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Refusal {
    /// No agent has the id.
    AgentUnknown,
}
