//! The health of an agent.

use serde::{Deserialize, Serialize};

/// The health of an agent. Moments are whole seconds since 1970 (UTC).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AgentHealth {
    /// Whether a domain controller answered the last time.
    pub directory_reachable: bool,
    /// The domain controller in use; absent if none answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub controller: Option<String>,
    /// The seconds by which the agent's clock is ahead of the cloud's, as the agent measures it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock_ahead_seconds: Option<i64>,
    /// The seconds that the last job had waited when it was taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub queue_lag_seconds: Option<u32>,
    /// The time when the last sync finished; absent if none has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_sync_at: Option<i64>,
    /// The time when a job was last carried out; absent if none was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_write_at: Option<i64>,
}
